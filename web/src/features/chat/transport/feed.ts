import type { ChunkBatch, ConversationChange, LiveGeneration } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';

/** Chunks of one generation as they reach a tab: a text that came in many pieces may have been joined into few. */
export interface FeedBatch extends ChunkBatch {
  /** How many chunks of the server these are, where they were joined. */
  readonly count?: number;
}

/** What a tab hears. After a `snapshot` the chunks of each generation follow without a gap. */
export type FeedMessage =
  | { readonly type: 'status'; readonly status: ConnectionStatus }
  | { readonly type: 'snapshot'; readonly generations: readonly LiveGeneration[] }
  | { readonly type: 'chunks'; readonly batches: readonly FeedBatch[] }
  | { readonly type: 'conversation'; readonly change: ConversationChange };

export type FeedListener = (message: FeedMessage) => void;

/** The events of the server, as they reach this tab, however the tabs of this browser share their one connection. */
export interface EventFeed {
  open: (listener: FeedListener) => void;
  /** Asks for a fresh snapshot: something was missed. */
  resync: () => void;
  /** Names the conversations that are drawn: the text of all others may come in larger pieces. */
  watch: (conversationIds: readonly string[]) => void;
  /** The page goes away, perhaps only into the browser's memory: it may be opened again. */
  leave: () => void;
}
