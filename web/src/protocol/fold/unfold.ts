import type { Chunk } from '../chunks';
import type { LiveGeneration } from '../events';
import type { Part, ToolPart } from '../parts';

/**
 * Chunks that bring an empty message to where a live generation stands: the fold of them gives its parts. So a reader
 * that joins late, or again after a cut, needs nothing but chunks.
 */
export function unfold(generation: LiveGeneration): readonly Chunk[] {
  const { id, conversationId, messageId, parentId, model, createdAt, state, queue } = generation;
  const metadata = { generationId: id, conversationId, parentId, model };
  const chunks: Chunk[] = [
    {
      type: 'start',
      messageId,
      messageMetadata: createdAt === undefined ? metadata : { ...metadata, createdAt },
    },
    { type: 'data-status', data: { state, step: 1 }, transient: true },
  ];
  if (state === 'queued' && queue !== undefined) chunks.push({ type: 'data-queue', data: queue, transient: true });
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
        ...(part.providerMetadata === undefined
          ? []
          : [{ type: 'reasoning-end', id: part.id, providerMetadata: part.providerMetadata } as const]),
      ];
    case 'dynamic-tool':
      return chunksOfTool(part);
    case 'source-document':
      return [part];
    case 'data-clarification':
      return [part];
    // A person's, and no generation's.
    case 'file':
      return [];
  }
}

function chunksOfTool(part: ToolPart): Chunk[] {
  const { toolCallId, toolName, input, activity, approval, callProviderMetadata: providerMetadata } = part;
  const chunks: Chunk[] = [
    {
      type: 'tool-input-start',
      toolCallId,
      toolName,
      dynamic: true,
      ...(part.step === undefined ? {} : { step: part.step }),
    },
    { type: 'tool-input-delta', toolCallId, inputTextDelta: part.inputText },
  ];
  if (input !== undefined) {
    const whole = { type: 'tool-input-available', toolCallId, toolName, input, dynamic: true } as const;
    chunks.push(providerMetadata === undefined ? whole : { ...whole, providerMetadata });
  }
  if (approval !== undefined) chunks.push({ type: 'tool-approval-request', approvalId: approval.id, toolCallId });
  if (activity !== undefined) {
    const data = { toolCallId, activity };
    const said = approval?.approved === undefined ? data : { ...data, approved: approval.approved };
    chunks.push({ type: 'data-tool', data: said, transient: true });
  }
  return [...chunks, ...resultOf(part)];
}

function resultOf({ state, toolCallId, output, errorText }: ToolPart): Chunk[] {
  if (state === 'output-available') return [{ type: 'tool-output-available', toolCallId, output, dynamic: true }];
  if (state === 'output-denied') return [{ type: 'tool-output-denied', toolCallId }];
  if (state !== 'output-error') return [];
  return [{ type: 'tool-output-error', toolCallId, errorText: errorText ?? '', dynamic: true }];
}
