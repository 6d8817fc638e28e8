import { use, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { fitHeight } from '../../shared/fitHeight';
import { useStore } from '../../shared/store';
import { SendIcon, StopIcon } from '../../shared/ui/icons';
import { Tooltip } from '../../shared/ui/Tooltip';
import { BesideStop } from './BesideStop';
import { ModelPicker } from './ModelPicker';
import { whyNotSendable } from './modelWords';
import type { ChatInputProps } from './types';

/** On a touch screen Enter belongs to the text, and taking the focus would open the keyboard. */
function hasKeyboard(): boolean {
  return typeof matchMedia !== 'function' || !matchMedia('(pointer: coarse)').matches;
}

export function ChatInput(props: ChatInputProps): ReactElement {
  const { draft, isStreaming, isStopping, models, model, onSend, onCancel } = props;
  const text = useStore(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const obstacle = whyNotSendable(models, model);
  const isSendable = text.trim() !== '' && !isStreaming && obstacle === undefined;
  useLayoutEffect(() => {
    fitHeight(field.current, 320);
  }, [text]);
  useEffect(() => {
    // Whoever was led to a message of the conversation that opens stays there.
    const isAtMessage = document.activeElement?.closest('[role="log"]') instanceof Element;
    if (hasKeyboard() && !isAtMessage) field.current?.focus();
  }, [draft]);
  const send = (): void => {
    if (isSendable) onSend(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && hasKeyboard()) {
      event.preventDefault();
      send();
    }
    // Only from an empty field: someone who writes the next message and presses Escape means something else.
    if (event.key === 'Escape' && isStreaming && text === '') onCancel();
  };
  return (
    <div className="mx-auto w-full max-w-(--measure) px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
      <form
        className="rounded-2xl border border-line-strong bg-raised shadow-low transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-high"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
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
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          <ModelPicker models={models} model={model} onChange={props.onModelChange} />
          <p className="min-w-0 flex-1 truncate text-right text-xs text-danger-text">{obstacle}</p>
          <Buttons isStreaming={isStreaming} isStopping={isStopping} isSendable={isSendable} onStop={onCancel} />
        </div>
      </form>
    </div>
  );
}

interface ButtonsProps extends StopButtonProps {
  readonly isStreaming: boolean;
  readonly isSendable: boolean;
}

function Buttons({ isStreaming, isStopping, isSendable, onStop }: ButtonsProps): ReactElement {
  const besideStop = use(BesideStop);
  if (!isStreaming) return <SendButton isSendable={isSendable} />;
  return (
    <>
      {besideStop}
      <StopButton isStopping={isStopping} onStop={onStop} />
    </>
  );
}

const ROUND = 'inline-flex h-9 shrink-0 items-center justify-center gap-1.5 rounded-full transition-colors';

function SendButton({ isSendable }: { readonly isSendable: boolean }): ReactElement {
  return (
    <Tooltip text="Send">
      <button
        type="submit"
        aria-label="Send"
        data-testid="send-button"
        disabled={!isSendable}
        className={`${ROUND} w-9 bg-accent text-on-accent hover:bg-accent-strong disabled:bg-hover disabled:text-faint`}
      >
        <SendIcon />
      </button>
    </Tooltip>
  );
}

interface StopButtonProps {
  readonly isStopping: boolean;
  readonly onStop: () => void;
}

function StopButton({ isStopping, onStop }: StopButtonProps): ReactElement {
  return (
    <button
      type="button"
      data-testid="stop-button"
      disabled={isStopping}
      onClick={onStop}
      title="Stop this answer (Escape in the empty field)"
      className={`${ROUND} bg-text pr-4 pl-3 text-sm font-medium text-page hover:opacity-85 disabled:opacity-50`}
    >
      <StopIcon size={16} />
      {isStopping ? 'Stopping…' : 'Stop'}
    </button>
  );
}
