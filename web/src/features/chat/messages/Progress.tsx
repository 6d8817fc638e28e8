import type { ReactElement } from 'react';
import type { Part } from '../../../protocol/parts';
import { waitsForPerson } from '../../../protocol/waiting';
import { canMoveUp } from '../../../shared/conversations/lineWords';
import { Button } from '../../../shared/ui/Button';
import { StreamIcon } from '../../../shared/ui/icons';
import type { QueuedPhase, ShownMessage } from '../types';
import { phaseText } from './status';
import type { MessageCommands } from './types';

interface ProgressProps {
  readonly message: ShownMessage;
  readonly commands: MessageCommands;
}

/** What goes on while there is no new text to see. */
export function Progress({ message: { status, parts, model }, commands }: ProgressProps): ReactElement | null {
  // The question itself says what is waited for.
  if (status.type !== 'streaming' || parts.some(waitsForPerson)) return null;
  const text = phaseText(status.phase, model) ?? (hasContent(parts) ? undefined : 'Thinking…');
  if (text === undefined) return null;
  return (
    <div className="my-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <p data-testid="progress" className="flex items-center gap-2 text-sm text-soft">
        <StreamIcon size={15} className="shrink-0 text-accent" />
        {text}
      </p>
      {status.phase.type === 'queued' && <LineButton phase={status.phase} commands={commands} />}
    </div>
  );
}

function hasContent(parts: readonly Part[]): boolean {
  return parts.some((part) => part.type !== 'source-document' && (!('text' in part) || part.text !== ''));
}

interface LineButtonProps {
  readonly phase: QueuedPhase;
  readonly commands: MessageCommands;
}

/** What the person can do about the wait; null where that is nothing. */
function LineButton({ phase: { place }, commands }: LineButtonProps): ReactElement | null {
  if (place?.held === true) {
    return (
      <Button className="h-7.5 px-2.5 text-xs" data-testid="let-begin" onClick={commands.onLetBegin}>
        Let new answers begin
      </Button>
    );
  }
  if (!canMoveUp(place)) return null;
  return (
    <Button className="h-7.5 px-2.5 text-xs" data-testid="move-to-front" onClick={commands.onMoveToFront}>
      Move to the front
    </Button>
  );
}
