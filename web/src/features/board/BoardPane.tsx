import { memo, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type { Attention, ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';
import type { ReadableStore } from '../../shared/store';
import type { LiveTails } from './liveTails';
import { LiveTail } from './LiveTail';
import { PaneFooter } from './PaneFooter';
import { headingId, PaneHeader, paneTitle } from './PaneHeader';
import type { LiveAnswer, PaneCommands } from './types';
import { usePaneState } from './usePaneState';

interface BoardPaneProps {
  readonly id: string;
  /** Undefined as long as the list does not have it. */
  readonly item: ConversationSummary | undefined;
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
  readonly live: ReadableStore<LiveAnswer | null>;
  readonly tails: LiveTails;
  readonly renderAnswer: (conversationId: string) => ReactNode;
  readonly commands: PaneCommands;
}

/** One conversation of the board. React draws it anew when its state changes, not when its text does. */
export const BoardPane = memo(function BoardPane(props: BoardPaneProps): ReactElement {
  const { id, item, commands } = props;
  const state = usePaneState(props.activity, id, item);
  const { attention } = state;
  const title = paneTitle(item);
  const link = useRef<HTMLAnchorElement>(null);
  useListed(id, item !== undefined, commands);
  return (
    <article
      data-board-pane={id}
      data-attention={attention}
      aria-labelledby={headingId(id)}
      aria-busy={attention === 'streaming'}
      className="board-pane"
    >
      <PaneHeader id={id} item={item} attention={attention} link={link} commands={commands} />
      <div className="board-body" role="group" aria-label={`Answer in ${title}`} tabIndex={0}>
        <div className="board-content">
          {GROWING.has(attention) ? (
            <LiveTail tails={props.tails} live={props.live} isQueued={attention === 'queued'} />
          ) : (
            props.renderAnswer(id)
          )}
        </div>
      </div>
      <PaneFooter
        state={state}
        title={title}
        model={item?.model ?? null}
        onStop={() => {
          commands.onStop(id);
        }}
        onMoveToFront={() => {
          commands.onMoveToFront(id);
        }}
        onGone={() => link.current?.focus()}
      />
    </article>
  );
});

const GROWING: ReadonlySet<Attention> = new Set<Attention>(['queued', 'streaming']);

/** What streams may be older than the pages of the list that were asked for. */
function useListed(id: string, isListed: boolean, { onUnlisted }: PaneCommands): void {
  useEffect(() => {
    if (!isListed) onUnlisted(id);
  }, [id, isListed, onUnlisted]);
}
