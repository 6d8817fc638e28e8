/** The payloads of `GET /api/events`: one connection that carries every live generation of one person. */
import type { ConversationSummary } from './api';
import type { Chunk, GenerationState, QueueData } from './chunks';
import type { Part } from './parts';

/** One live generation, whole: what it has written so far, and the offset of the chunk that comes next. */
export interface LiveGeneration {
  readonly id: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly parentId: string;
  readonly model: string;
  readonly createdAt?: string;
  readonly state: GenerationState;
  readonly offset: number;
  readonly parts: readonly Part[];
  readonly queue?: QueueData;
}

export interface Snapshot {
  readonly generations: readonly LiveGeneration[];
}

/**
 * Chunks of one generation that came in one window; `offset` is that of the first. A `null` is a chunk of a kind that
 * this version does not know: it means nothing here, but it counts in the offset.
 */
export interface ChunkBatch {
  readonly conversationId: string;
  readonly generationId: string;
  readonly offset: number;
  readonly chunks: readonly (Chunk | null)[];
}

export interface ConversationChange {
  readonly change: 'created' | 'updated' | 'deleted';
  readonly id: string;
  readonly summary?: ConversationSummary;
}

export type ServerEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'chunks'; readonly batches: readonly ChunkBatch[] }
  | { readonly type: 'conversation'; readonly change: ConversationChange }
  | { readonly type: 'reconnect' };
