import type { ReactElement } from 'react';
import { Button } from '../../../shared/ui/Button';
import { ContinueIcon, RegenerateIcon, WarningIcon } from '../../../shared/ui/icons';
import type { ShownMessage } from '../types';
import { endWords } from './status';
import type { MessageCommands } from './types';

interface MessageEndProps {
  readonly message: ShownMessage;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
}

/** What became of an answer that is not whole, and what can be done about it. */
export function MessageEnd({ message, isBusy, commands }: MessageEndProps): ReactElement | null {
  const words = endWords(message);
  if (words === undefined) return null;
  const isFailed = message.status.type === 'incomplete' && message.status.reason === 'failed';
  const look = isFailed ? 'bg-danger-soft text-danger-text' : 'bg-sunken text-soft';
  return (
    <div
      data-testid="message-end"
      className={`mt-3.5 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl px-3.5 py-2.5 text-sm ${look}`}
    >
      <p className="flex min-w-0 flex-1 basis-60 items-start gap-2">
        {isFailed && <WarningIcon size={17} className="mt-0.5 shrink-0" />}
        <span className="min-w-0 wrap-anywhere">
          {words.text}
          {words.cause !== undefined && <span> {words.cause}</span>}
        </span>
      </p>
      {message.status.type === 'incomplete' && <WaysOn id={message.id} isBusy={isBusy} commands={commands} />}
    </div>
  );
}

interface WaysOnProps {
  readonly id: string;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
}

function WaysOn({ id, isBusy, commands }: WaysOnProps): ReactElement {
  return (
    <div className="flex gap-1.5">
      <Button
        className="h-8 px-3"
        data-testid="continue"
        disabled={isBusy}
        onClick={() => {
          commands.onContinue(id);
        }}
      >
        <ContinueIcon size={15} />
        Continue
      </Button>
      <Button
        className="h-8 px-3"
        data-testid="try-again"
        disabled={isBusy}
        onClick={() => {
          commands.onRegenerate(id);
        }}
      >
        <RegenerateIcon size={15} />
        Regenerate
      </Button>
    </div>
  );
}
