import type { StoredError, StoredMessage } from '../../../protocol/api';
import type { Message, MessageStatus } from '../types';

export function fromStored(stored: StoredMessage, conversationId: string): Message {
  const { id, parentId, role, parts, model, createdAt, usage } = stored;
  return {
    id,
    conversationId,
    parentId,
    role,
    parts,
    model,
    createdAt,
    usage: usage ?? null,
    status: statusOf(stored),
  };
}

function statusOf(stored: StoredMessage): MessageStatus {
  switch (stored.status) {
    case 'streaming':
      return { type: 'streaming', phase: { type: 'connecting' } };
    case 'complete':
      return { type: 'complete', finishReason: null };
    case 'stopped':
      return { type: 'incomplete', reason: 'stopped', cause: stored.stopCause ?? null };
    case 'failed':
      return failed(stored.error);
    case 'interrupted':
      return { type: 'incomplete', reason: 'interrupted' };
  }
}

function failed(error: StoredError | string | null | undefined): MessageStatus {
  const { code, message } = typeof error === 'string' ? { message: error } : (error ?? {});
  return { type: 'incomplete', reason: 'failed', code: code ?? null, detail: message ?? 'The model gave no answer.' };
}
