import type { ReactElement } from 'react';
import { StopIcon } from '../../shared/ui/icons';

/** How many answers are on their way, and the way to stop them. */
export function GeneratingLine(props: { readonly count: number; readonly onStopAll: () => void }): ReactElement {
  return (
    <div className="mx-2 mt-1 flex items-center justify-between rounded-lg bg-accent-soft py-1 pr-1 pl-2.5 text-xs text-accent-strong">
      <span className="tabular-nums">
        {props.count === 1 ? '1 answer is coming' : `${props.count} answers are coming`}
      </span>
      <button
        type="button"
        data-testid="stop-all"
        onClick={props.onStopAll}
        className="inline-flex h-7 items-center gap-1 rounded-md px-2 font-medium hover:bg-raised"
      >
        <StopIcon size={14} />
        Stop all
      </button>
    </div>
  );
}

/** New answers are held back: nobody shall have to wonder why nothing begins. */
export function PausedLine({ onLetBegin }: { readonly onLetBegin: () => void }): ReactElement {
  return (
    <div className="mx-2 mt-1 flex items-center justify-between rounded-lg bg-warning-soft py-1 pr-1 pl-2.5 text-xs text-warning-text">
      <span>New answers wait</span>
      <button
        type="button"
        data-testid="let-begin-all"
        onClick={onLetBegin}
        className="inline-flex h-7 items-center rounded-md px-2 font-medium hover:bg-raised"
      >
        Let them begin
      </button>
    </div>
  );
}
