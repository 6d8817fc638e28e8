import { useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { ConversationListState } from '../../shared/conversations/types';
import { useStore } from '../../shared/store';
import { Button } from '../../shared/ui/Button';
import { BoardIcon } from '../../shared/ui/icons';
import './board.css';
import { BoardHeader } from './BoardHeader';
import { BoardPane } from './BoardPane';
import { BoardPanes } from './boardPanes';
import { LiveTails } from './liveTails';
import type { BoardProps, PaneCommands } from './types';

/** So many panes are drawn first. */
const PAGE = 24;

/** Many conversations side by side, each alive. What grows in a pane is drawn past React; see `LiveTails`. */
export function Board(props: BoardProps): ReactElement {
  const { services, liveOf, renderAnswer } = props;
  const [panes] = useState(() => new BoardPanes(services));
  const [tails] = useState(() => new LiveTails(services));
  const [most, setMost] = useState(PAGE);
  useEffect(() => panes.follow(), [panes]);
  const view = useStore(panes.view);
  const list = useStore(services.list.state);
  const items = useMemo(() => new Map(list.items.map((item) => [item.id, item])), [list.items]);
  const region = useRef<HTMLDivElement>(null);
  const commands = useCommands(props, panes, region);
  if (view.panes.length === 0) return <Empty load={list.load} onNew={props.onNew} />;
  return (
    <div ref={region} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none" data-testid="board">
      <BoardHeader
        view={view}
        onStopAll={props.onStopAll}
        isPaused={props.isPaused}
        onPause={props.onPause}
        onPutAwayEnded={() => {
          commands.onPutAway(view.ended);
        }}
      />
      <div className="board-grid px-4 pb-6 sm:px-6">
        {view.panes.slice(0, most).map((id) => (
          <BoardPane
            key={id}
            id={id}
            item={items.get(id)}
            activity={services.activity}
            live={liveOf(id)}
            tails={tails}
            renderAnswer={renderAnswer}
            commands={commands}
          />
        ))}
      </div>
      {view.panes.length > most && (
        <div className="pb-8 text-center">
          <Button
            data-testid="board-more"
            onClick={() => {
              setMost(most + PAGE);
            }}
          >
            Show {Math.min(PAGE, view.panes.length - most)} more
          </Button>
        </div>
      )}
    </div>
  );
}

function useCommands(props: BoardProps, panes: BoardPanes, region: RefObject<HTMLElement | null>): PaneCommands {
  const { pathOf, onOpen, onStop, onMoveToFront, onUnlisted, onSeen, services } = props;
  return useMemo(
    () => ({
      pathOf,
      onOpen,
      onStop,
      onMoveToFront,
      onUnlisted,
      onPutAway: (ids) => {
        for (const id of ids) {
          if (services.list.get(id)?.attention !== 'none') onSeen(id);
        }
        panes.putAway(ids);
        // The button that was pressed is gone.
        region.current?.focus();
      },
    }),
    [pathOf, onOpen, onStop, onMoveToFront, onUnlisted, onSeen, services, panes, region],
  );
}

interface EmptyProps {
  readonly load: ConversationListState['load'];
  readonly onNew: () => void;
}

function Empty({ load, onNew }: EmptyProps): ReactElement {
  if (load.type === 'loading') {
    return (
      <div className="board-grid px-4 pt-4 sm:px-6" role="status">
        <span className="visually-hidden">Loading the conversations</span>
        {['1', '2', '3'].map((key) => (
          <div key={key} className="board-pane skeleton" />
        ))}
      </div>
    );
  }
  return (
    <div data-testid="board-empty" className="m-auto max-w-md px-6 py-16 text-center">
      <BoardIcon size={40} className="mx-auto text-accent" />
      <h2 className="mt-4 text-xl font-semibold tracking-tight">Nothing is going on just now</h2>
      <p className="mt-2 text-soft text-pretty">
        {load.type === 'failed'
          ? load.detail
          : 'Every conversation that answers, waits for you or has ended unseen is shown here, side by side.'}
      </p>
      <Button look="primary" className="mt-5" data-testid="board-new" onClick={onNew}>
        Start a conversation
      </Button>
    </div>
  );
}
