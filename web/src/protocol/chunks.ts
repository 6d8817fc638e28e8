/**
 * The units of a generation's live stream: the Vercel AI SDK's UI message stream v1, with what is ours in `data-*`
 * chunks. `docs/protocol.md` is the contract; the fixtures in `protocol/src/test/resources/fixtures` hold both codecs.
 */
import type { ClarificationData, ToolActivity } from './parts';

export type GenerationState =
  'queued' | 'running' | 'awaiting-input' | 'stopping' | 'completed' | 'stopped' | 'failed' | 'interrupted';

export type StopCause = 'PERSON' | 'LEFT_PAGE' | 'CONVERSATION_DELETED' | 'DEADLINE' | 'SHUTDOWN';

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';

export interface StartMetadata {
  readonly generationId: string;
  readonly conversationId: string;
  readonly parentId: string;
  readonly model: string;
  /** Missing when the chunk was made from a snapshot, which does not say it. */
  readonly createdAt?: string;
}

export interface Retry {
  readonly attempt: number;
  readonly of: number;
  readonly delayMillis: number;
  readonly reason: string;
}

export interface StatusData {
  readonly state: GenerationState;
  readonly step: number;
  readonly retry?: Retry;
}

export interface QueueData {
  readonly position: number;
  readonly of: number;
  /** Until when the model's server wants to be left alone; missing: it takes calls. */
  readonly opensAt?: string;
  /** The person holds back what has not begun. */
  readonly held?: boolean;
}

/** In millionths of the currency's unit. */
export interface Cost {
  readonly micros: number;
  readonly currency: string;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens?: number;
  readonly cachedInputTokens?: number;
  /** Only where the model has a price. */
  readonly cost?: Cost;
  /** A part of it was not counted by the model but estimated by its length. */
  readonly estimated?: boolean;
}

export type MessageChunk =
  | { readonly type: 'start'; readonly messageId: string; readonly messageMetadata: StartMetadata }
  | { readonly type: 'start-step' }
  | { readonly type: 'finish-step' }
  | { readonly type: 'message-metadata'; readonly messageMetadata: StoppedMetadata };

export interface StoppedMetadata {
  readonly stopped: true;
  readonly stopCause: StopCause;
}

export type TextChunk =
  | { readonly type: 'text-start'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'text-end'; readonly id: string };

export type ReasoningChunk =
  | { readonly type: 'reasoning-start'; readonly id: string }
  | { readonly type: 'reasoning-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'reasoning-end'; readonly id: string; readonly providerMetadata?: unknown };

export type ToolChunk =
  | {
      readonly type: 'tool-input-start';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly dynamic?: boolean;
      readonly step?: number;
    }
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly inputTextDelta: string }
  | {
      readonly type: 'tool-input-available';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
      readonly dynamic?: boolean;
      readonly providerMetadata?: unknown;
    }
  | { readonly type: 'tool-approval-request'; readonly approvalId: string; readonly toolCallId: string }
  | {
      readonly type: 'tool-output-available';
      readonly toolCallId: string;
      readonly output: unknown;
      readonly dynamic?: boolean;
    }
  | {
      readonly type: 'tool-output-error';
      readonly toolCallId: string;
      readonly errorText: string;
      readonly dynamic?: boolean;
    }
  | { readonly type: 'tool-output-denied'; readonly toolCallId: string };

/** How a called tool fares; the same call again replaces it. */
export interface ToolActivityChunk {
  readonly type: 'data-tool';
  readonly data: { readonly toolCallId: string; readonly activity: ToolActivity; readonly approved?: boolean };
  readonly transient?: true;
}

export interface SourceChunk {
  readonly type: 'source-document';
  readonly sourceId: string;
  readonly mediaType: string;
  readonly title: string;
}

export interface ClarificationChunk {
  readonly type: 'data-clarification';
  readonly id: string;
  readonly data: ClarificationData;
}

export type TransientChunk =
  | { readonly type: 'data-status'; readonly data: StatusData; readonly transient?: true }
  | { readonly type: 'data-queue'; readonly data: QueueData; readonly transient?: true }
  | { readonly type: 'data-usage'; readonly data: Usage; readonly transient?: true }
  | { readonly type: 'data-title'; readonly data: { readonly title: string }; readonly transient?: true };

/** Exactly one of these comes, and it is the last chunk of its generation. */
export type EndChunk =
  | { readonly type: 'finish'; readonly finishReason?: FinishReason }
  | { readonly type: 'abort'; readonly reason?: string }
  | { readonly type: 'error'; readonly errorText: string; readonly code?: string };

export type Chunk =
  | MessageChunk
  | TextChunk
  | ReasoningChunk
  | ToolChunk
  | ToolActivityChunk
  | SourceChunk
  | ClarificationChunk
  | TransientChunk
  | EndChunk;
