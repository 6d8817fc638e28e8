import { useEffect, useRef, type ReactElement } from 'react';
import type { Attention } from '../../protocol/api';
import { canMoveUp } from '../../shared/conversations/lineWords';
import { Button } from '../../shared/ui/Button';
import { StopIcon } from '../../shared/ui/icons';
import { isActive } from './boardView';
import { paneWords, type PaneState } from './paneWords';

interface PaneFooterProps {
  readonly state: PaneState;
  readonly title: string;
  readonly model: string | null;
  readonly onStop: () => void;
  readonly onMoveToFront: () => void;
  /** The button that had the focus is not there any more. */
  readonly onGone: () => void;
}

/** The state in words, and Stop as long as there is something to stop. */
export function PaneFooter({ state, title, model, onStop, onMoveToFront, onGone }: PaneFooterProps): ReactElement {
  const { attention, isStopping } = state;
  const words = paneWords(state, model);
  const canStop = isActive(attention);
  const hasFocus = useRef(false);
  useEffect(() => {
    if (canStop || !hasFocus.current) return;
    hasFocus.current = false;
    onGone();
  }, [canStop, onGone]);
  return (
    <footer className="flex h-11 shrink-0 items-center gap-2 pr-2 pl-3.5 text-xs">
      <p className={`min-w-0 flex-1 truncate ${LOOKS[attention]}`} data-testid="board-state" title={words}>
        {words}
      </p>
      {attention === 'queued' && canMoveUp(state.place) && (
        <Button
          look="plain"
          className="h-7.5 px-2 text-xs"
          data-testid="board-move-to-front"
          aria-label={`Move “${title}” to the front`}
          onClick={onMoveToFront}
        >
          To the front
        </Button>
      )}
      {canStop && (
        <Button
          look="plain"
          className="h-7.5 px-2 text-xs aria-disabled:opacity-50"
          data-testid="board-stop"
          aria-label={`Stop “${title}”`}
          aria-disabled={isStopping}
          onClick={() => {
            if (!isStopping) onStop();
          }}
          onFocus={() => {
            hasFocus.current = true;
          }}
          onBlur={() => {
            hasFocus.current = false;
          }}
        >
          <StopIcon size={14} />
          Stop
        </Button>
      )}
    </footer>
  );
}

const LOOKS: Readonly<Record<Attention, string>> = {
  none: 'text-faint',
  queued: 'text-soft',
  streaming: 'text-accent-strong',
  waiting: 'font-medium text-warning-text',
  finished: 'font-medium text-text',
  stopped: 'text-soft',
  failed: 'text-danger-text',
  interrupted: 'text-warning-text',
};
