import { lazy, Suspense, useMemo, useRef, type ReactElement } from 'react';
import type { ConversationActivity, ConversationListState } from '../../shared/conversations/types';
import { Button } from '../../shared/ui/Button';
import { ConversationRow, type ConversationRowProps } from './ConversationRow';
import { linesOf, type ListLine } from './sections';
import type { RowCommands } from './types';

const Virtualizer = lazy(async () => ({ default: (await import('virtua')).Virtualizer }));

/** From here on, more than a screen, only the rows on screen are in the page: each that streams is drawn often. */
const LONG = 30;

interface ConversationListProps {
  readonly list: ConversationListState;
  readonly activity: ReadonlyMap<string, ConversationActivity>;
  readonly words: ConversationRowProps['words'];
  readonly currentConversationId: string | null;
  readonly commands: RowCommands;
  readonly onLoadMore: () => void;
}

export function ConversationList(props: ConversationListProps): ReactElement {
  const { list, activity, words, currentConversationId, commands } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(list.items, new Date()), [list.items]);
  const draw = (line: ListLine, index: number): ReactElement => (
    <Line
      key={keyOf(line, index)}
      line={line}
      activity={activity}
      words={words}
      currentId={currentConversationId}
      commands={commands}
    />
  );
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto pb-4"
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        if (list.hasMore && scrollHeight - scrollTop - clientHeight < 400) props.onLoadMore();
      }}
    >
      <div role="list" data-testid="conversation-list" aria-label="Conversations">
        {lines.length > LONG ? (
          <Suspense fallback={lines.slice(0, LONG).map(draw)}>
            <Virtualizer scrollRef={scroller}>{lines.map(draw)}</Virtualizer>
          </Suspense>
        ) : (
          lines.map(draw)
        )}
      </div>
      <ListNote {...props} />
    </div>
  );
}

interface LineProps {
  readonly line: ListLine;
  readonly activity: ReadonlyMap<string, ConversationActivity>;
  readonly words: ConversationRowProps['words'];
  readonly currentId: string | null;
  readonly commands: RowCommands;
}

function Line({ line, activity, words, currentId, commands }: LineProps): ReactElement {
  if (line.type === 'heading') {
    return <h2 className="px-4.5 pt-4 pb-1.5 text-xs font-medium text-faint">{line.text}</h2>;
  }
  const { item } = line;
  return (
    // The virtualizer takes the pointer from its items for a moment after each scroll: a click then would be lost.
    <div role="listitem" className="pointer-events-auto">
      <ConversationRow
        item={item}
        activity={activity.get(item.id)}
        words={words}
        isCurrent={item.id === currentId}
        commands={commands}
      />
    </div>
  );
}

function keyOf(line: ListLine, index: number): string {
  return line.type === 'heading' ? `heading-${line.text}-${index}` : line.item.id;
}

function ListNote({ list, onLoadMore }: ConversationListProps): ReactElement | null {
  const isEmpty = list.items.length === 0;
  switch (list.load.type) {
    case 'loading':
      return isEmpty ? <ListSkeleton /> : null;
    case 'failed':
      return (
        <div className="px-4.5 py-3 text-sm text-soft">
          <p>{list.load.detail}</p>
          <Button className="mt-2" onClick={onLoadMore}>
            Try again
          </Button>
        </div>
      );
    case 'ready':
      return isEmpty ? <p className="px-4.5 py-3 text-sm text-faint">Your conversations will be here.</p> : null;
  }
}

function ListSkeleton(): ReactElement {
  return (
    <div className="space-y-3 px-4.5 pt-6" aria-label="Loading conversations">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-4/5', 'w-2/5'].map((width) => (
        <div key={width} className={`skeleton h-4 ${width}`} />
      ))}
    </div>
  );
}
