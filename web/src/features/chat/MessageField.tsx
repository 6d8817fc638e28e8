import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { fitHeight } from '../../shared/fitHeight';
import { useStore, type Store } from '../../shared/store';

interface MessageFieldProps {
  readonly draft: Store<string>;
  readonly isStreaming: boolean;
  readonly onSend: () => void;
  readonly onCancel: () => void;
  /** Takes files that are pasted; undefined where none are taken. */
  readonly onFiles: ((files: readonly File[]) => void) | undefined;
}

/** On a touch screen Enter belongs to the text, and taking the focus would open the keyboard. */
function hasKeyboard(): boolean {
  return typeof matchMedia !== 'function' || !matchMedia('(pointer: coarse)').matches;
}

export function MessageField({ draft, isStreaming, onSend, onCancel, onFiles }: MessageFieldProps): ReactElement {
  const text = useStore(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    fitHeight(field.current, 320);
  }, [text]);
  useEffect(() => {
    // Whoever was led to a message of the conversation that opens stays there.
    const isAtMessage = document.activeElement?.closest('[role="log"]') instanceof Element;
    if (hasKeyboard() && !isAtMessage) field.current?.focus();
  }, [draft]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && hasKeyboard()) {
      event.preventDefault();
      onSend();
    }
    // Only from an empty field: someone who writes the next message and presses Escape means something else.
    if (event.key === 'Escape' && isStreaming && text === '') onCancel();
  };
  return (
    <textarea
      ref={field}
      id="message-field"
      data-testid="chat-input"
      aria-label="Message"
      dir="auto"
      rows={1}
      placeholder={isStreaming ? 'Write the next message meanwhile' : 'Write a message'}
      className="block w-full resize-none bg-transparent px-4 pt-3.5 pb-1.5 leading-relaxed outline-none placeholder:text-faint"
      value={text}
      onChange={(event) => {
        draft.set(event.target.value);
      }}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (onFiles === undefined || pasted.length === 0) return;
        event.preventDefault();
        onFiles(pasted);
      }}
    />
  );
}
