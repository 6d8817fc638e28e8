import type { ReactElement } from 'react';
import type { ConversationActivity } from '../../shared/conversations/types';
import { useSelected, type ReadableStore } from '../../shared/store';
import { plainExcerpt } from './excerpt';

interface ExcerptProps {
  readonly conversationId: string;
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
}

/**
 * The newest words of an answer that is being written: the only part of the list that is drawn again as it grows. It has its
 * line before there is a word, so that no row moves away under the pointer when the first one comes.
 */
export function Excerpt({ conversationId, activity }: ExcerptProps): ReactElement {
  const markdown = useSelected(activity, (all) => all.get(conversationId)?.excerpt ?? '');
  return (
    <span className="block truncate text-xs text-faint" dir="auto">
      {plainExcerpt(markdown) ?? '\u00a0'}
    </span>
  );
}
