import { describe, expectTypeOf, test } from 'vitest';
import type { ModelInfo } from '../../protocol/api';
import type { ClarificationData } from '../../protocol/parts';
import type { ReadableStore, Store } from '../../shared/store';
import type { DraftFiles } from './attachments/draftFiles';
import type { ChatContainer } from './ChatContainer';
import type { ChatInput } from './ChatInput';
import type {
  ChatContainerProps,
  ChatInputProps,
  ClarificationAnswer,
  ConversationLoad,
  ConversationSetting,
  Message,
  ShownMessage,
  StreamingState,
  ToolCall,
  ToolDecision,
  UseChatResult,
} from './types';
import type { useChat, UseChatOptions } from './useChat';
import type { StreamingConversations, StreamingWriter } from './streaming/useStreamingConversations';

/** Checked by the compiler: parallel streams must not change what the components are given. */
describe('row 11: what the components and the hook promise', () => {
  test('a streaming state has what the seed names, and nothing else', () => {
    expectTypeOf<StreamingState>().toEqualTypeOf<{
      currentMessage: Message | null;
      currentToolCalls: Map<string, ToolCall>;
      abortController: AbortController;
    }>();
  });

  test('the set is for drawing and the map for guarding, both by conversation', () => {
    expectTypeOf<StreamingConversations['streamingConversationIds']>().toEqualTypeOf<ReadonlySet<string>>();
    expectTypeOf<StreamingWriter['streamingRefsMap']['current']>().toEqualTypeOf<Map<string, StreamingState>>();
  });

  test('the components take their props and nothing more', () => {
    expectTypeOf<typeof ChatContainer>().parameter(0).toEqualTypeOf<ChatContainerProps>();
    expectTypeOf<typeof ChatInput>().parameter(0).toEqualTypeOf<ChatInputProps>();
  });

  test('ChatInput gets isStreaming and never asks which conversation', () => {
    expectTypeOf<ChatInputProps>().toEqualTypeOf<{
      readonly isStreaming: boolean;
      readonly isStopping: boolean;
      readonly draft: Store<string>;
      readonly models: readonly ModelInfo[];
      readonly model: string | null;
      readonly onSend: (text: string) => void;
      readonly onCancel: () => void;
      readonly onModelChange: (model: string) => void;
    }>();
  });

  test('ChatContainer gets isStreaming and never asks which conversation', () => {
    expectTypeOf<ChatContainerProps['isStreaming']>().toEqualTypeOf<boolean>();
    expectTypeOf<ChatContainerProps['messages']>().toEqualTypeOf<readonly ShownMessage[]>();
    expectTypeOf<keyof ChatContainerProps>().toEqualTypeOf<
      | 'load'
      | 'messages'
      | 'streamingMessage'
      | 'isStreaming'
      | 'isStopping'
      | 'clarification'
      | 'revealedMessageId'
      | 'onRevealed'
      | 'onEdit'
      | 'onRegenerate'
      | 'onContinue'
      | 'onDelete'
      | 'onSelectVersion'
      | 'onAnswer'
      | 'onDecline'
      | 'onDecide'
      | 'onMoveToFront'
      | 'onLetBegin'
      | 'onReload'
      | 'onSuggest'
      | 'onGetModel'
    >();
  });

  test('useChat gives what it gave when only one conversation could stream, and the set', () => {
    expectTypeOf<typeof useChat>().toEqualTypeOf<(options: UseChatOptions) => UseChatResult>();
    expectTypeOf<UseChatResult>().toEqualTypeOf<{
      readonly currentConversationId: string | null;
      readonly title: string | null;
      readonly load: ConversationLoad;
      readonly messages: readonly ShownMessage[];
      readonly streamingMessage: ReadableStore<Message | null>;
      readonly isStreaming: boolean;
      readonly isStopping: boolean;
      readonly streamingConversationIds: ReadonlySet<string>;
      readonly clarification: ClarificationData | null;
      readonly revealedMessageId: string | null;
      readonly draft: Store<string>;
      readonly files: DraftFiles;
      readonly model: string | null;
      readonly setting: ConversationSetting;
      readonly sendMessage: (text: string) => Promise<void>;
      readonly editMessage: (messageId: string, text: string) => Promise<void>;
      readonly regenerateMessage: (messageId: string, model?: string) => Promise<void>;
      readonly continueMessage: (messageId: string) => Promise<void>;
      readonly deleteMessage: (messageId: string) => Promise<void>;
      readonly selectVersion: (messageId: string) => Promise<void>;
      readonly cancelStreaming: (conversationId?: string) => void;
      readonly deleteConversation: (conversationId: string) => Promise<void>;
      readonly renameConversation: (conversationId: string, title: string) => Promise<void>;
      readonly pinConversation: (conversationId: string, pinned: boolean) => Promise<void>;
      readonly selectConversation: (conversationId: string) => void;
      readonly revealMessage: (conversationId: string, messageId: string) => void;
      readonly endReveal: () => void;
      readonly newConversation: () => void;
      readonly setModel: (model: string) => void;
      readonly configure: (setting: ConversationSetting) => void;
      readonly answerClarification: (clarificationId: string, answer: ClarificationAnswer) => Promise<void>;
      readonly declineClarification: (clarificationId: string) => Promise<void>;
      readonly decideToolCall: (approvalId: string, decision: ToolDecision) => Promise<void>;
      readonly reloadConversation: () => void;
    }>();
  });
});
