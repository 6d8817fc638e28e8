import type { ConversationPatch } from '../../../protocol/api';
import type { ChatServices } from '../chatServices';
import { filePart, readyFiles } from '../attachments/draftFiles';
import { change, type Conversation } from '../conversation/conversations';
import { withLeaf, withMessage, withoutMessage } from '../conversation/conversationState';
import { newestLeafBelow } from '../conversation/messageTree';
import type { StreamPlan } from '../streaming/streams';
import { userMessage } from './userMessage';

/** A new message at the end of what is shown. Its id is made here, so that nothing waits for one. */
export function sendPlan(
  services: ChatServices,
  conversation: Conversation,
  text: string,
  model: string | null,
): StreamPlan {
  const { id: conversationId } = conversation;
  const id = services.makeId();
  const requestId = services.makeId();
  const leafBefore = conversation.state.get().activeLeafId;
  const drafts = conversation.files.get();
  const infos = readyFiles(drafts);
  const files = infos.map(filePart);
  const wasUnsent = conversation.isUnsent;
  const show = (parentId: string | null, status: 'sending' | 'complete'): void => {
    const message = userMessage(services, { id, conversationId, parentId, text, files, status });
    change(conversation, (state) => (status === 'sending' ? withLeaf(state, message) : withMessage(state, message)));
  };
  return {
    conversationId,
    prepare: () => {
      show(leafBefore, 'sending');
      change(conversation, (state) => ({ ...state, load: { type: 'ready' }, model: state.model ?? model }));
      conversation.draft.set('');
      conversation.files.set([]);
      if (wasUnsent) services.list.putUnsent(newSummary(services, conversationId, model));
    },
    request: () => {
      const parentId = parentNow(conversation, id, leafBefore);
      show(parentId, 'sending');
      return {
        type: 'send',
        conversationId,
        requestId,
        messageId: id,
        parentId,
        text,
        model,
        attachments: infos.map((info) => info.id),
        setUp: wasUnsent ? setUpOf(conversation, model) : null,
      };
    },
    onAccepted: (parentId) => {
      if (parentId === id) show(conversation.state.get().messages.get(id)?.parentId ?? null, 'complete');
    },
    onRefused: () => {
      change(conversation, (state) => withoutMessage(state, id, leafBefore));
      // What was typed comes back, in front of what has been typed since.
      conversation.draft.update((typed) => (typed === '' ? text : `${text}\n${typed}`));
      conversation.files.update((since) => [...drafts, ...since]);
      if (wasUnsent) takeBackNew(services, conversation);
    },
  };
}

/** What was set before there was anything to set it in; then the message no longer brings the model. */
function setUpOf(conversation: Conversation, model: string | null): ConversationPatch | null {
  const { systemPrompt, options } = conversation.state.get();
  if (systemPrompt === null && Object.keys(options).length === 0) return null;
  return { options, ...(model === null ? {} : { model }), ...(systemPrompt === null ? {} : { systemPrompt }) };
}

/** An answer that was being stopped when this was typed may have begun since: then it is what this goes below. */
function parentNow(conversation: Conversation, id: string, leafBefore: string | null): string | null {
  if (leafBefore === null) return null;
  const others = new Map(conversation.state.get().messages);
  others.delete(id);
  return others.has(leafBefore) ? newestLeafBelow(others, leafBefore) : leafBefore;
}

function newSummary(services: ChatServices, id: string, model: string | null) {
  return {
    id,
    title: null,
    model,
    pinned: false,
    archived: false,
    updatedAt: new Date(services.timers.now()).toISOString(),
    messageCount: 1,
    attention: 'none' as const,
  };
}

function takeBackNew(services: ChatServices, conversation: Conversation): void {
  services.list.forgetUnsent(conversation.id);
  change(conversation, (state) => ({ ...state, load: { type: 'new' } }));
}
