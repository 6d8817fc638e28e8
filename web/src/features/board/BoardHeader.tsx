import type { ReactElement } from 'react';
import { Button } from '../../shared/ui/Button';
import { CheckIcon, StopIcon } from '../../shared/ui/icons';
import type { BoardView } from './boardView';
import { boardWords } from './paneWords';

interface BoardHeaderProps {
  readonly view: BoardView;
  readonly onStopAll: () => void;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  readonly onPutAwayEnded: () => void;
}

export function BoardHeader({ view, onStopAll, isPaused, onPause, onPutAwayEnded }: BoardHeaderProps): ReactElement {
  const isAnyActive = view.answering + view.inLine + view.waiting > 0;
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 px-4 pb-2 sm:px-6">
      <p className="flex-1 basis-full text-sm text-soft tabular-nums sm:basis-0" data-testid="board-summary">
        {boardWords(view)}
      </p>
      {view.ended.length > 1 && (
        <Button
          look="plain"
          className="-ml-2.5 h-8 px-2.5 sm:ml-0"
          data-testid="board-put-away-ended"
          onClick={onPutAwayEnded}
        >
          <CheckIcon size={16} />
          Put away the ended
        </Button>
      )}
      {(isAnyActive || isPaused) && (
        <Button
          look="plain"
          className="h-8 px-2.5"
          data-testid="board-pause-new"
          onClick={() => {
            onPause(!isPaused);
          }}
        >
          {isPaused ? 'Let new ones begin' : 'Pause new ones'}
        </Button>
      )}
      {isAnyActive && (
        <Button className="h-8 px-2.5" data-testid="board-stop-all" onClick={onStopAll}>
          <StopIcon size={15} />
          Stop all
        </Button>
      )}
    </div>
  );
}
