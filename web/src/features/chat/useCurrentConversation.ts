import { useEffect, useMemo } from 'react';
import type { ClarificationData } from '../../protocol/parts';
import { useSelected, useStore, type ReadableStore } from '../../shared/store';
import type { ChatServices } from './chatServices';
import type { Conversation } from './conversation/conversations';
import type { ConversationState } from './conversation/conversationState';
import type { Message } from './types';

export interface CurrentConversation {
  readonly conversation: Conversation;
  readonly state: ConversationState;
  readonly clarification: ClarificationData | null;
}

/** The conversation on the screen: shown at once with what is known of it, and asked for again whenever it is chosen. */
export function useCurrentConversation(services: ChatServices, id: string, isNew: boolean): CurrentConversation {
  const conversation = useMemo(() => prepared(services.conversations.of(id), isNew), [services, id, isNew]);
  const state = useStore(conversation.state);
  const clarification = useWaitingClarification(conversation.live);
  useEffect(() => {
    if (!isNew) void services.loader.load(conversation);
  }, [services, conversation, isNew]);
  return { conversation, state, clarification };
}

function prepared(conversation: Conversation, isNew: boolean): Conversation {
  if (isNew && !conversation.isUnsent) {
    conversation.isUnsent = true;
    conversation.state.update((state) => ({ ...state, load: { type: 'new' } }));
  }
  return conversation;
}

/** Only the question, so that the pane is not drawn again for every word of the answer. */
function useWaitingClarification(live: ReadableStore<Message | null>): ClarificationData | null {
  return useSelected(live, waitingIn);
}

function waitingIn(message: Message | null): ClarificationData | null {
  const part = message?.parts.findLast((each) => each.type === 'data-clarification' && each.data.state === 'waiting');
  return part?.type === 'data-clarification' ? part.data : null;
}
