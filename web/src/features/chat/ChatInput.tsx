import { use, type ReactElement } from 'react';
import { useStore } from '../../shared/store';
import { SendIcon, StopIcon } from '../../shared/ui/icons';
import { Tooltip } from '../../shared/ui/Tooltip';
import { AttachButton } from './attachments/AttachButton';
import { ComposerFiles } from './attachments/ComposerFiles';
import { DraftFileList } from './attachments/DraftFileList';
import { removeFile, whyFilesWait } from './attachments/draftFiles';
import { useFileDrop } from './attachments/useFileDrop';
import { BesideStop } from './BesideStop';
import { MessageField } from './MessageField';
import { ModelPicker } from './ModelPicker';
import { whyNotSendable } from './modelWords';
import type { ChatInputProps } from './types';

export function ChatInput(props: ChatInputProps): ReactElement {
  const { draft, isStreaming, isStopping, models, model, onSend, onCancel } = props;
  const text = useStore(draft);
  const { drafts, add } = use(ComposerFiles);
  const files = useStore(drafts);
  const isHeldOver = useFileDrop(add);
  const seesImages = models.find(({ id }) => id === model)?.capabilities.images;
  const obstacle = whyNotSendable(models, model) ?? whyFilesWait(files, seesImages);
  const isSendable = (text.trim() !== '' || files.length > 0) && !isStreaming && obstacle === undefined;
  const send = (): void => {
    if (isSendable) onSend(text);
  };
  return (
    <div className="mx-auto w-full max-w-(--measure) px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
      <form
        className={`rounded-2xl border border-line-strong bg-raised shadow-low transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-high ${isHeldOver ? 'ring-2 ring-accent' : ''}`}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <DraftFileList
          files={files}
          onRemove={(key) => {
            removeFile(drafts, key);
          }}
        />
        <MessageField draft={draft} isStreaming={isStreaming} onSend={send} onCancel={onCancel} onFiles={add} />
        <div className="flex items-center gap-2 px-2 pb-2">
          {add !== undefined && <AttachButton onAdd={add} />}
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
