import { useMemo, useState } from 'react';
import { useStore } from '../../shared/store';
import { ConversationCommands } from './actions/conversationCommands';
import type { ChatServices } from './chatServices';
import { modelFor } from './modelChoice';
import { Streams } from './streaming/streams';
import { useStreamingConversations } from './streaming/useStreamingConversations';
import type { UseChatResult } from './types';
import { chatCommands } from './chatCommands';
import { useCurrentConversation } from './useCurrentConversation';
import { useFollowing } from './useFollowing';
import { useLeaving } from './useLeaving';
import { useReveal } from './useReveal';
import { useSeen } from './useSeen';

export interface UseChatOptions {
  readonly services: ChatServices;
  /** From the address; null: a new conversation that has no address yet. */
  readonly currentConversationId: string | null;
  readonly navigate: (conversationId: string | null) => void;
}

/**
 * The chat for the app. It composes: the streams of all conversations, the conversation on the screen, and the commands
 * with the ids that they capture when they are called. `isStreaming` is derived for the current conversation, so the
 * components below never ask which.
 */
export function useChat({ services, currentConversationId, navigate }: UseChatOptions): UseChatResult {
  const { streamingConversationIds, stoppingConversationIds, writer } = useStreamingConversations();
  const streams = useMemo(() => new Streams(services, writer), [services, writer]);
  const conversationCommands = useMemo(() => new ConversationCommands(services, streams), [services, streams]);
  const [newId, setNewId] = useState(services.makeId);
  const id = currentConversationId ?? newId;
  const { conversation, state, clarification } = useCurrentConversation(services, id, currentConversationId === null);
  const model = modelFor(state.model, useStore(services.settings.state), useStore(services.models.state));
  useFollowing(services, streams);
  const selectVersion = useMemo(
    () => conversationCommands.selectVersion.bind(conversationCommands),
    [conversationCommands],
  );
  const revealedMessageId = useReveal(services, conversation, state, selectVersion);
  useSeen(services, currentConversationId);
  useLeaving(services, streams);
  const commands = useMemo(
    () =>
      chatCommands({
        services,
        streams,
        conversationCommands,
        conversation,
        currentConversationId,
        // Before it is known which model a conversation has, only the server can choose.
        model: currentConversationId === null ? model : state.model,
        navigate,
        renewId: () => {
          setNewId(services.makeId);
        },
      }),
    [services, streams, conversationCommands, conversation, currentConversationId, model, state.model, navigate],
  );
  return {
    currentConversationId,
    title: state.title,
    load: state.load,
    messages: state.shown,
    streamingMessage: conversation.live,
    isStreaming: streamingConversationIds.has(id),
    isStopping: stoppingConversationIds.has(id),
    streamingConversationIds,
    clarification,
    revealedMessageId,
    draft: conversation.draft,
    files: conversation.files,
    model,
    setting: state,
    ...commands,
  };
}
