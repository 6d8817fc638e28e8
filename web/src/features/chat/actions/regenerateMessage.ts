import type { ChatServices } from '../chatServices';
import { change, type Conversation } from '../conversation/conversations';
import { withActiveLeaf } from '../conversation/conversationState';
import type { StreamPlan } from '../streaming/streams';

/** A new version of an answer. The path ends at the question until the new answer begins. */
export function regeneratePlan(
  services: ChatServices,
  conversation: Conversation,
  messageId: string,
  model: string | null,
): StreamPlan {
  const { id: conversationId } = conversation;
  const requestId = services.makeId();
  const { activeLeafId: leafBefore, messages } = conversation.state.get();
  const question = messages.get(messageId)?.parentId ?? leafBefore;
  return {
    conversationId,
    prepare: () => {
      change(conversation, (state) => withActiveLeaf(state, question));
    },
    request: () => ({ type: 'regenerate', conversationId, requestId, messageId, model }),
    onAccepted: () => undefined,
    onRefused: () => {
      change(conversation, (state) => withActiveLeaf(state, leafBefore));
    },
  };
}
