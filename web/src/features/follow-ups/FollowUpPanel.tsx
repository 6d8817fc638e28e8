import { lazy, type ReactElement } from 'react';
import { LazyPart } from '../../shared/ui/LazyPart';
import type { FollowUpListProps } from './types';

/** Fetched when the first text waits: the page itself starts without it. */
const FollowUpList = lazy(async () => ({ default: (await import('./FollowUpList')).FollowUpList }));

/** What waits in this conversation, above the composer; nothing when nothing waits. */
export function FollowUpPanel(props: FollowUpListProps): ReactElement | null {
  if (props.items.length === 0) return null;
  return (
    <LazyPart>
      <FollowUpList {...props} />
    </LazyPart>
  );
}
