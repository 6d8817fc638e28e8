/** The bodies of the HTTP interface, as the contract names them. More fields may come; none is renamed. */
import type { GenerationState, StopCause, Usage } from './chunks';
import type { WaitingFollowUps } from './followUps';
import type { Part } from './parts';

export type Attention = 'none' | 'queued' | 'streaming' | 'waiting' | 'finished' | 'stopped' | 'failed' | 'interrupted';

export interface ModelCapabilities {
  readonly tools: boolean;
  readonly reasoning: boolean;
  readonly images: boolean;
}

export interface ModelInfo {
  /** `provider/model` */
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly capabilities: ModelCapabilities;
  readonly maxConcurrent?: number | null;
  readonly available: boolean;
  /** Why it is not available, in the server's words. */
  readonly reason?: string | null;
}

export interface ConversationSummary {
  readonly id: string;
  readonly title: string | null;
  readonly model: string | null;
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly updatedAt: string;
  readonly messageCount: number;
  readonly attention: Attention;
  readonly activeGenerationId?: string | null;
  /** Only while any wait. */
  readonly followUps?: WaitingFollowUps;
}

export interface ConversationPage {
  readonly items: readonly ConversationSummary[];
  readonly next?: string | null;
}

export type StoredStatus = 'streaming' | 'complete' | 'stopped' | 'failed' | 'interrupted';

export interface StoredMessage {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: 'user' | 'assistant';
  readonly status: StoredStatus;
  readonly parts: readonly Part[];
  readonly model: string | null;
  readonly createdAt: string;
  readonly usage?: Usage | null;
  readonly error?: StoredError | string | null;
  readonly stopCause?: StopCause | null;
}

export interface StoredError {
  readonly code?: string;
  readonly message?: string;
}

export type ReasoningEffort = 'none' | 'low' | 'medium' | 'high';

/** How answers are to be made; what is not there is left to the model. */
export interface ConversationOptions {
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  readonly reasoningEffort?: ReasoningEffort;
}

export interface ConversationDetail extends ConversationSummary {
  readonly systemPrompt: string | null;
  readonly options: ConversationOptions;
  /** The sum of all messages. */
  readonly usage?: Usage;
  readonly messages: readonly StoredMessage[];
  readonly activeLeafId: string | null;
}

export interface ConversationPatch {
  readonly title?: string;
  readonly model?: string;
  readonly systemPrompt?: string;
  readonly pinned?: boolean;
  readonly archived?: boolean;
  readonly activeLeafId?: string;
  readonly seen?: boolean;
  /** Takes the place of all options before. */
  readonly options?: ConversationOptions;
}

/** A file that was given, to be named in a message to come. */
export interface AttachmentInfo {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** The 202 of every command that starts a generation. */
export interface Accepted {
  readonly generationId: string;
  readonly userMessageId: string;
  readonly assistantMessageId: string;
}

/** How a generation ended: sent after the end is stored. */
export interface StopAnswer {
  readonly id: string;
  readonly state: GenerationState;
  readonly stopCause?: StopCause | null;
  readonly upstreamClosed: boolean;
  readonly upstreamClosedMillis?: number | null;
  readonly savedCharacters: number;
}

export type OnLeave = 'stop' | 'continue';

export interface Settings {
  readonly onLeave: OnLeave;
  readonly defaultModel?: string | null;
  /** Answers that are asked for wait; those that have begun go on. */
  readonly pauseNew?: boolean;
}
