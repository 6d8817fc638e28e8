import type { Chunk } from '../chunks';
import type { LiveGeneration } from '../events';
import type { Part } from '../parts';

/**
 * Chunks that bring an empty message to where a live generation stands: the fold of them gives its parts. So a reader
 * that joins late, or again after a cut, needs nothing but chunks.
 */
export function unfold(generation: LiveGeneration): readonly Chunk[] {
  const { id, conversationId, messageId, parentId, model, createdAt, state, queuePosition } = generation;
  const metadata = { generationId: id, conversationId, parentId, model };
  const chunks: Chunk[] = [
    {
      type: 'start',
      messageId,
      messageMetadata: createdAt === undefined ? metadata : { ...metadata, createdAt },
    },
    { type: 'data-status', data: { state, step: 1 }, transient: true },
  ];
  if (state === 'queued' && queuePosition !== undefined) {
    chunks.push({ type: 'data-queue', data: { position: queuePosition, of: queuePosition }, transient: true });
  }
  return [...chunks, ...generation.parts.flatMap(chunksOf)];
}

function chunksOf(part: Part): Chunk[] {
  switch (part.type) {
    case 'text':
      return [
        { type: 'text-start', id: part.id },
        { type: 'text-delta', id: part.id, delta: part.text },
      ];
    case 'reasoning':
      return [
        { type: 'reasoning-start', id: part.id },
        { type: 'reasoning-delta', id: part.id, delta: part.text },
      ];
    case 'dynamic-tool': {
      const { toolCallId, toolName } = part;
      const begun: Chunk[] = [
        { type: 'tool-input-start', toolCallId, toolName, dynamic: true },
        { type: 'tool-input-delta', toolCallId, inputTextDelta: part.inputText },
      ];
      if (part.state === 'input-streaming') return begun;
      return [...begun, { type: 'tool-input-available', toolCallId, toolName, input: part.input, dynamic: true }];
    }
    case 'source-document':
      return [part];
    case 'data-clarification':
      return [part];
    // A person's, and no generation's.
    case 'file':
      return [];
  }
}
