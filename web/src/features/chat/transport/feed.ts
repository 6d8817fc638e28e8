import type { ChunkBatch, ConversationChange, LiveGeneration } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';

/** What a tab hears. After a `snapshot` the chunks of each generation follow without a gap. */
export type FeedMessage =
  | { readonly type: 'status'; readonly status: ConnectionStatus }
  | { readonly type: 'snapshot'; readonly generations: readonly LiveGeneration[] }
  | { readonly type: 'chunks'; readonly batches: readonly ChunkBatch[] }
  | { readonly type: 'conversation'; readonly change: ConversationChange };

export type FeedListener = (message: FeedMessage) => void;

/** The events of the server, as they reach this tab, however the tabs of this browser share their one connection. */
export interface EventFeed {
  open: (listener: FeedListener) => void;
  /** Asks for a fresh snapshot: something was missed. */
  resync: () => void;
  /** The page goes away, perhaps only into the browser's memory: it may be opened again. */
  leave: () => void;
}
