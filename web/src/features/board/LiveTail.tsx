import { useLayoutEffect, useRef, type ReactElement } from 'react';
import type { ReadableStore } from '../../shared/store';
import type { LiveTails } from './liveTails';
import type { LiveAnswer } from './types';

interface LiveTailProps {
  readonly tails: LiveTails;
  readonly live: ReadableStore<LiveAnswer | null>;
  readonly isQueued: boolean;
}

/** The place of a growing answer: React makes the box once, `LiveTails` fills it. It is no live region. */
export function LiveTail({ tails, live, isQueued }: LiveTailProps): ReactElement {
  const target = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (target.current === null ? undefined : tails.show(live, target.current)), [tails, live]);
  return (
    <>
      <div ref={target} className="board-tail" data-testid="board-tail" dir="auto" />
      <p className="text-sm text-faint">{isQueued ? 'It begins when its turn comes.' : 'Thinking…'}</p>
    </>
  );
}
