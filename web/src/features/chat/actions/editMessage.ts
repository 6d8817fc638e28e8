import type { ChatServices } from '../chatServices';
import { change, type Conversation } from '../conversation/conversations';
import { withLeaf, withMessage, withoutMessage } from '../conversation/conversationState';
import type { StreamPlan } from '../streaming/streams';
import { userMessage } from './userMessage';

/**
 * A new version of one of the person's messages, and an answer to it. The server names the new version; until its
 * answer begins and says the name, the page shows it under a name of its own.
 */
export function editPlan(
  services: ChatServices,
  conversation: Conversation,
  messageId: string,
  text: string,
): StreamPlan {
  const { id: conversationId } = conversation;
  const provisionalId = services.makeId();
  const requestId = services.makeId();
  const { activeLeafId: leafBefore, messages } = conversation.state.get();
  const original = messages.get(messageId);
  const parentId = original?.parentId ?? null;
  // The server keeps them by itself.
  const files = original?.parts.filter((part) => part.type === 'file') ?? [];
  const version = (id: string, status: 'sending' | 'complete') =>
    userMessage(services, { id, conversationId, parentId, text, files, status });
  return {
    conversationId,
    prepare: () => {
      change(conversation, (state) => withLeaf(state, version(provisionalId, 'sending')));
    },
    request: () => ({ type: 'edit', conversationId, requestId, messageId, text }),
    onAccepted: (storedId) => {
      change(conversation, (state) =>
        withMessage(withoutMessage(state, provisionalId, storedId), version(storedId, 'complete')),
      );
    },
    onRefused: () => {
      change(conversation, (state) => withoutMessage(state, provisionalId, leafBefore));
      conversation.draft.update((typed) => (typed === '' ? text : typed));
    },
  };
}
