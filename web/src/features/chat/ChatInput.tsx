import type { ReactElement } from 'react';
import { useStore } from '../../shared/store';
import type { ChatInputProps } from './types';

export function ChatInput({ draft, isStreaming, isStopping, onCancel, onSend }: ChatInputProps): ReactElement {
  const text = useStore(draft);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text);
      }}
    >
      <textarea
        aria-label="Message"
        value={text}
        onChange={(event) => {
          draft.set(event.target.value);
        }}
      />
      {isStreaming ? (
        <button type="button" onClick={onCancel} disabled={isStopping}>
          Stop
        </button>
      ) : (
        <button type="submit">Send</button>
      )}
    </form>
  );
}
