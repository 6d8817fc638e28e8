import { continuePlan } from './actions/continueMessage';
import type { ConversationCommands } from './actions/conversationCommands';
import { editPlan } from './actions/editMessage';
import { regeneratePlan } from './actions/regenerateMessage';
import { sendPlan } from './actions/sendMessage';
import { readyFiles } from './attachments/draftFiles';
import type { ChatServices } from './chatServices';
import type { Conversation } from './conversation/conversations';
import type { Streams } from './streaming/streams';
import type { UseChatResult } from './types';

export interface CommandContext {
  readonly services: ChatServices;
  readonly streams: Streams;
  readonly conversationCommands: ConversationCommands;
  /** The one on the screen; the commands capture it. */
  readonly conversation: Conversation;
  readonly currentConversationId: string | null;
  readonly model: string | null;
  readonly navigate: (conversationId: string | null) => void;
  /** The new conversation has got its first message: the next new one needs an id of its own. */
  readonly renewId: () => void;
}

type StreamCommands = Pick<
  UseChatResult,
  'sendMessage' | 'editMessage' | 'regenerateMessage' | 'continueMessage' | 'cancelStreaming'
>;
type MessageCommands = Pick<
  UseChatResult,
  'deleteMessage' | 'selectVersion' | 'answerClarification' | 'declineClarification' | 'decideToolCall'
>;
type PlaceCommands = Pick<
  UseChatResult,
  | 'deleteConversation'
  | 'renameConversation'
  | 'pinConversation'
  | 'selectConversation'
  | 'revealMessage'
  | 'endReveal'
  | 'newConversation'
  | 'setModel'
  | 'configure'
  | 'reloadConversation'
>;

/** The commands of `useChat`, each bound to the conversation that was current when it was made. */
export function chatCommands(context: CommandContext): StreamCommands & MessageCommands & PlaceCommands {
  return { ...streamCommands(context), ...messageCommands(context), ...placeCommands(context) };
}

function streamCommands(context: CommandContext): StreamCommands {
  const { services, streams, conversation, currentConversationId, model, navigate, renewId } = context;
  return {
    sendMessage: async (text) => {
      if (text.trim() === '' && readyFiles(conversation.files.get()).length === 0) return;
      const ending = streams.start(sendPlan(services, conversation, text, model));
      if (currentConversationId === null) {
        navigate(conversation.id);
        renewId();
      }
      await ending;
    },
    editMessage: async (messageId, text) => {
      await streams.start(editPlan(services, conversation, messageId, text));
    },
    regenerateMessage: (messageId, other) =>
      streams.start(regeneratePlan(services, conversation, messageId, other ?? null)),
    continueMessage: (messageId) => streams.start(continuePlan(services, conversation, messageId)),
    cancelStreaming: (conversationId) => {
      streams.cancel(conversationId ?? conversation.id);
    },
  };
}

function messageCommands({ conversationCommands, conversation: { id } }: CommandContext): MessageCommands {
  return {
    deleteMessage: (messageId) => conversationCommands.deleteMessage(id, messageId),
    selectVersion: (messageId) => conversationCommands.selectVersion(id, messageId),
    answerClarification: (clarificationId, answer) =>
      conversationCommands.answerClarification(id, clarificationId, answer),
    declineClarification: (clarificationId) => conversationCommands.declineClarification(id, clarificationId),
    decideToolCall: (approvalId, decision) => conversationCommands.decideToolCall(id, approvalId, decision),
  };
}

function placeCommands(context: CommandContext): PlaceCommands {
  const { services, conversationCommands, conversation, currentConversationId, navigate } = context;
  return {
    deleteConversation: async (conversationId) => {
      if (conversationId === currentConversationId) navigate(null);
      await conversationCommands.deleteConversation(conversationId);
    },
    renameConversation: (conversationId, title) => conversationCommands.renameConversation(conversationId, title),
    pinConversation: (conversationId, pinned) => conversationCommands.pinConversation(conversationId, pinned),
    selectConversation: (conversationId) => {
      navigate(conversationId);
    },
    revealMessage: (conversationId, messageId) => {
      services.reveal.set({ conversationId, messageId });
      navigate(conversationId);
    },
    endReveal: () => {
      services.reveal.set(null);
    },
    newConversation: () => {
      navigate(null);
    },
    setModel: (model) => {
      void conversationCommands.setModel(conversation.id, model);
    },
    configure: (setting) => {
      void conversationCommands.configure(conversation.id, setting);
    },
    reloadConversation: () => {
      void services.loader.load(conversation);
    },
  };
}
