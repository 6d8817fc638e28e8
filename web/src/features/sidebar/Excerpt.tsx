import type { ReactElement } from 'react';
import type { ConversationActivity } from '../../shared/conversations/types';
import { useSelected, type ReadableStore } from '../../shared/store';
import { plainExcerpt } from './excerpt';

interface ExcerptProps {
  readonly conversationId: string;
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
}

/** The newest words of an answer that is being written: the only part of the list that is drawn again as it grows. */
export function Excerpt({ conversationId, activity }: ExcerptProps): ReactElement | null {
  const markdown = useSelected(activity, (all) => all.get(conversationId)?.excerpt ?? '');
  const text = plainExcerpt(markdown);
  return text === undefined ? null : (
    <span className="block truncate text-xs text-faint" dir="auto">
      {text}
    </span>
  );
}
