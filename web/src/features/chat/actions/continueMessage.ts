import type { ChatServices } from '../chatServices';
import { change, type Conversation } from '../conversation/conversations';
import { withMessage } from '../conversation/conversationState';
import type { StreamPlan } from '../streaming/streams';

/** Goes on from the words of an answer that was not finished, in the same message. */
export function continuePlan(services: ChatServices, conversation: Conversation, messageId: string): StreamPlan {
  const { id: conversationId } = conversation;
  const requestId = services.makeId();
  const before = conversation.state.get().messages.get(messageId);
  return {
    conversationId,
    prepare: () => {
      if (before === undefined) return;
      const going = { ...before, status: { type: 'streaming', phase: { type: 'connecting' } } } as const;
      change(conversation, (state) => withMessage(state, going));
    },
    request: () => ({ type: 'continue', conversationId, requestId, messageId }),
    onAccepted: () => undefined,
    onRefused: () => {
      if (before !== undefined) change(conversation, (state) => withMessage(state, before));
    },
  };
}
