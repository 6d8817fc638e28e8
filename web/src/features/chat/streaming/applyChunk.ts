import type { Chunk, StopCause, ToolChunk } from '../../../protocol/chunks';
import { foldChunk } from '../../../protocol/fold/foldChunk';
import type { Message, MessageStatus, StreamingPhase, StreamingState, ToolCall } from '../types';
import { phaseAfterQueue, phaseAfterStatus } from './phase';

/** Where a chunk happens: the conversation that the stream was started in, and now. */
export interface ChunkPlace {
  readonly conversationId: string;
  /** In milliseconds. */
  readonly now: number;
}

/** Brings one conversation's streaming state on by one chunk. Chunks before `start` have no message and do nothing. */
export function applyChunk(state: StreamingState, chunk: Chunk, place: ChunkPlace): void {
  if (chunk.type === 'start') {
    state.currentMessage = begun(chunk, place);
    state.currentToolCalls.clear();
    return;
  }
  if (state.currentMessage === null) return;
  state.currentMessage = advanced(state.currentMessage, chunk);
  if (isToolChunk(chunk)) noteToolCall(state, chunk.toolCallId);
}

function begun({ messageId, messageMetadata }: Extract<Chunk, { type: 'start' }>, place: ChunkPlace): Message {
  return {
    id: messageId,
    conversationId: place.conversationId,
    parentId: messageMetadata.parentId,
    role: 'assistant',
    parts: [],
    status: { type: 'streaming', phase: { type: 'connecting' } },
    model: messageMetadata.model,
    createdAt: messageMetadata.createdAt ?? new Date(place.now).toISOString(),
    usage: null,
  };
}

function advanced(message: Message, chunk: Exclude<Chunk, { type: 'start' }>): Message {
  switch (chunk.type) {
    case 'data-status':
      return inPhase(message, (phase) => phaseAfterStatus(phase, chunk.data));
    case 'data-queue':
      return inPhase(message, () => phaseAfterQueue(chunk.data));
    case 'data-usage':
      return { ...message, usage: chunk.data };
    case 'finish':
    case 'abort':
    case 'error':
      return { ...message, status: ended(chunk) };
    case 'start-step':
    case 'finish-step':
    case 'message-metadata':
    case 'data-title':
      return message;
    default:
      return { ...message, parts: foldChunk(message.parts, chunk) };
  }
}

function inPhase(message: Message, next: (phase: StreamingPhase) => StreamingPhase): Message {
  const { status } = message;
  return status.type === 'streaming'
    ? { ...message, status: { type: 'streaming', phase: next(status.phase) } }
    : message;
}

function ended(chunk: Extract<Chunk, { type: 'finish' | 'abort' | 'error' }>): MessageStatus {
  switch (chunk.type) {
    case 'finish':
      return { type: 'complete', finishReason: chunk.finishReason ?? null };
    case 'abort':
      return { type: 'incomplete', reason: 'stopped', cause: isStopCause(chunk.reason) ? chunk.reason : null };
    case 'error':
      return { type: 'incomplete', reason: 'failed', code: chunk.code ?? null, detail: chunk.errorText };
  }
}

const STOP_CAUSES: ReadonlySet<string> = new Set<StopCause>([
  'PERSON',
  'LEFT_PAGE',
  'CONVERSATION_DELETED',
  'DEADLINE',
  'SHUTDOWN',
]);

function isStopCause(reason: string | undefined): reason is StopCause {
  return reason !== undefined && STOP_CAUSES.has(reason);
}

function isToolChunk(chunk: Chunk): chunk is ToolChunk {
  return chunk.type.startsWith('tool-');
}

function noteToolCall(state: StreamingState, id: string): void {
  const part = state.currentMessage?.parts.find((each) => each.type === 'dynamic-tool' && each.toolCallId === id);
  if (part?.type !== 'dynamic-tool') return;
  const call: ToolCall = { id, name: part.toolName, state: part.state, inputText: part.inputText };
  state.currentToolCalls.set(id, part.input !== undefined ? { ...call, input: part.input } : call);
}
