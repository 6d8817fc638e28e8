import type { Chunk } from '../protocol/chunks';
import type { ClarificationData } from '../protocol/parts';

/** Chunks with good defaults. */
export interface StartFields {
  readonly generationId?: string;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly parentId?: string;
}

export function start(fields: StartFields = {}): Chunk {
  const { generationId = 'g1', conversationId = 'c1', messageId = 'a1', parentId = 'u1' } = fields;
  return {
    type: 'start',
    messageId,
    messageMetadata: {
      generationId,
      conversationId,
      parentId,
      model: 'local/tiny',
      createdAt: '2026-11-22T08:00:01.000Z',
    },
  };
}

export const textStart: Chunk = { type: 'text-start', id: 't0' };

export const text = (delta: string): Chunk => ({ type: 'text-delta', id: 't0', delta });

export const finish: Chunk = { type: 'finish', finishReason: 'stop' };

export const abort: Chunk = { type: 'abort', reason: 'PERSON' };

export const queued = (position: number): readonly Chunk[] => [
  { type: 'data-status', data: { state: 'queued', step: 1 }, transient: true },
  { type: 'data-queue', data: { position, of: position }, transient: true },
];

export function question(id: string, state: ClarificationData['state'] = 'waiting'): readonly Chunk[] {
  const data: ClarificationData = { id, question: `Which one, ${id}?`, expiresAt: '2026-11-23T08:00:00Z', state };
  const status = state === 'waiting' ? 'awaiting-input' : 'running';
  return [
    { type: 'data-clarification', id, data },
    { type: 'data-status', data: { state: status, step: 1 }, transient: true },
  ];
}
