import type { Attention, ConversationSummary } from '../../protocol/api';
import type { QueueData } from '../../protocol/chunks';

/** The live state of one conversation for lists: at most four times a second. */
export interface ConversationActivity {
  readonly attention: Attention;
  /** Somebody has stopped it, here or elsewhere, and its end is not there yet. */
  readonly isStopping: boolean;
  /** Where it stands in line; null where it does not, or in the first moment. */
  readonly place: QueueData | null;
  /** The end of the answer that is being written, as the model wrote it. */
  readonly excerpt: string;
}

export type ListLoad =
  { readonly type: 'loading' } | { readonly type: 'ready' } | { readonly type: 'failed'; readonly detail: string };

/** The conversations that are known so far, pinned first, then newest first. */
export interface ConversationListState {
  readonly load: ListLoad;
  readonly items: readonly ConversationSummary[];
  readonly hasMore: boolean;
}
