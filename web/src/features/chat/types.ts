import type { ConversationOptions, ModelInfo } from '../../protocol/api';
import type { FinishReason, QueueData, Retry, StopCause, Usage } from '../../protocol/chunks';
import type { ClarificationData, Part, ToolState } from '../../protocol/parts';
import type { ReadableStore, Store } from '../../shared/store';
import type { DraftFiles } from './attachments/draftFiles';

/** What a generation is doing just now, before its end. */
export type StreamingPhase =
  | { readonly type: 'connecting' }
  | QueuedPhase
  | { readonly type: 'running' }
  | { readonly type: 'retrying'; readonly retry: Retry }
  | { readonly type: 'awaiting-input' }
  | { readonly type: 'stopping' };

/** In line; its place is not known in the first moment. */
export interface QueuedPhase {
  readonly type: 'queued';
  readonly place: QueueData | null;
}

export type IncompleteReason =
  | { readonly type: 'incomplete'; readonly reason: 'stopped'; readonly cause: StopCause | null }
  | { readonly type: 'incomplete'; readonly reason: 'failed'; readonly code: string | null; readonly detail: string }
  | { readonly type: 'incomplete'; readonly reason: 'interrupted' };

/** How whole a message is, and if not, why. */
export type MessageStatus =
  | { readonly type: 'sending' }
  | { readonly type: 'streaming'; readonly phase: StreamingPhase }
  | { readonly type: 'complete'; readonly finishReason: FinishReason | null }
  | IncompleteReason;

/** Where a message stands among its siblings: `position` counts from 1, as in ‹ 2/3 ›. */
export interface MessageVersions {
  readonly ids: readonly string[];
  readonly position: number;
}

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
  readonly status: MessageStatus;
  readonly model: string | null;
  readonly createdAt: string;
  readonly usage: Usage | null;
}

/** A message on the path that is shown, with its versions. */
export interface ShownMessage extends Message {
  readonly versions: MessageVersions;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly state: ToolState;
  readonly inputText: string;
  readonly input?: unknown;
}

/** The inside of one conversation's stream. Each conversation that streams has its own; none knows another's. */
export interface StreamingState {
  currentMessage: Message | null;
  currentToolCalls: Map<string, ToolCall>;
  abortController: AbortController;
}

/** What the chat pane has to show for the current conversation. */
export type ConversationLoad =
  | { readonly type: 'new' }
  | { readonly type: 'loading' }
  | { readonly type: 'ready' }
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly detail: string };

export interface ChatContainerProps {
  readonly load: ConversationLoad;
  readonly messages: readonly ShownMessage[];
  /**
   * The message that is growing, ahead of its entry in `messages` (same id): it changes up to 20 times a second, the
   * array only when its shape does. The row whose status is `streaming` binds it with `useStore`.
   */
  readonly streamingMessage: ReadableStore<Message | null>;
  readonly isStreaming: boolean;
  readonly isStopping: boolean;
  /** The question that waits for an answer here, if there is one. */
  readonly clarification: ClarificationData | null;
  /** The message to go to, once; then `onRevealed` is told. */
  readonly revealedMessageId: string | null;
  readonly onRevealed: () => void;
  readonly onEdit: (messageId: string, text: string) => void;
  readonly onRegenerate: (messageId: string, model?: string) => void;
  readonly onContinue: (messageId: string) => void;
  readonly onDelete: (messageId: string) => void;
  readonly onSelectVersion: (messageId: string) => void;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
  readonly onDecide: (approvalId: string, decision: ToolDecision) => void;
  /** Has the answer that waits here be the next. */
  readonly onMoveToFront: () => void;
  readonly onLetBegin: () => void;
  readonly onReload: () => void;
  /** Sends one of the suggestions of an empty conversation. */
  readonly onSuggest: (text: string) => void;
  /** Shows where a model is to be had; null where there is one. */
  readonly onGetModel: (() => void) | null;
}

/** What a person sets in one conversation, for all answers to come. */
export interface ConversationSetting {
  readonly systemPrompt: string | null;
  readonly options: ConversationOptions;
}

export interface ChatInputProps {
  readonly isStreaming: boolean;
  readonly isStopping: boolean;
  /** The unsent text of this conversation: it stays when the person switches, and comes back when a send fails. */
  readonly draft: Store<string>;
  readonly models: readonly ModelInfo[];
  readonly model: string | null;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
  readonly onModelChange: (model: string) => void;
}

/** Whether a tool may be called, and whether that holds for it in this conversation from now on. */
export interface ToolDecision {
  readonly isApproved: boolean;
  readonly always: boolean;
}

export type ClarificationAnswer = { readonly text: string } | { readonly values: Readonly<Record<string, unknown>> };

/** What `useChat` gives: values of the current conversation to draw, and commands for any conversation. */
export interface UseChatResult {
  readonly currentConversationId: string | null;
  readonly title: string | null;
  readonly load: ConversationLoad;
  readonly messages: readonly ShownMessage[];
  readonly streamingMessage: ReadableStore<Message | null>;
  readonly isStreaming: boolean;
  readonly isStopping: boolean;
  readonly streamingConversationIds: ReadonlySet<string>;
  readonly clarification: ClarificationData | null;
  /** The message of this conversation that is to be gone to; null when none is. */
  readonly revealedMessageId: string | null;
  readonly draft: Store<string>;
  /** What is to go with the next message of this conversation. */
  readonly files: DraftFiles;
  readonly model: string | null;
  readonly setting: ConversationSetting;
  /** Settles when the answer has ended; it never rejects: what went wrong is a notice and a status. */
  readonly sendMessage: (text: string) => Promise<void>;
  readonly editMessage: (messageId: string, text: string) => Promise<void>;
  readonly regenerateMessage: (messageId: string, model?: string) => Promise<void>;
  readonly continueMessage: (messageId: string) => Promise<void>;
  readonly deleteMessage: (messageId: string) => Promise<void>;
  readonly selectVersion: (messageId: string) => Promise<void>;
  /** Without an id: the current conversation. */
  readonly cancelStreaming: (conversationId?: string) => void;
  readonly deleteConversation: (conversationId: string) => Promise<void>;
  readonly renameConversation: (conversationId: string, title: string) => Promise<void>;
  readonly pinConversation: (conversationId: string, pinned: boolean) => Promise<void>;
  readonly selectConversation: (conversationId: string) => void;
  /** Opens the conversation at one of its messages, also where another version of that is shown. */
  readonly revealMessage: (conversationId: string, messageId: string) => void;
  /** The message was gone to. */
  readonly endReveal: () => void;
  readonly newConversation: () => void;
  readonly setModel: (model: string) => void;
  readonly configure: (setting: ConversationSetting) => void;
  readonly answerClarification: (clarificationId: string, answer: ClarificationAnswer) => Promise<void>;
  readonly declineClarification: (clarificationId: string) => Promise<void>;
  readonly decideToolCall: (approvalId: string, decision: ToolDecision) => Promise<void>;
  readonly reloadConversation: () => void;
}
