import type { FilePart } from '../../../protocol/parts';
import type { ChatServices } from '../chatServices';
import type { Message } from '../types';

export interface UserMessageFields {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly text: string;
  readonly files?: readonly FilePart[];
  readonly status: 'sending' | 'complete';
}

/** The person's words, as the server will store them. */
export function userMessage(services: ChatServices, fields: UserMessageFields): Message {
  const { id, conversationId, parentId, text, files = [], status } = fields;
  return {
    id,
    conversationId,
    parentId,
    role: 'user',
    parts: [{ type: 'text', id: 't0', text }, ...files],
    status: status === 'sending' ? { type: 'sending' } : { type: 'complete', finishReason: null },
    model: null,
    createdAt: new Date(services.timers.now()).toISOString(),
    usage: null,
  };
}
