/** From the wire's JSON to our types. What this version does not know is left out; what is broken is an error. */
import type { Chunk } from './chunks';
import { completeSummary, type WireSummary } from './complete';
import type { ChunkBatch, ConversationChange, LiveGeneration, ServerEvent } from './events';
import type { Problem } from './problem';

/** The server sent something that is not what `docs/protocol.md` says. */
export class MalformedError extends Error {
  constructor(what: string) {
    super(`The server sent ${what} that cannot be read.`);
    this.name = 'MalformedError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields that each kind cannot do without. `object` means a JSON object, `present` any value. */
const REQUIRED: { readonly [T in Chunk['type']]: Readonly<Record<string, 'string' | 'object' | 'present'>> } = {
  start: { messageId: 'string', messageMetadata: 'object' },
  'start-step': {},
  'finish-step': {},
  'message-metadata': { messageMetadata: 'object' },
  'text-start': { id: 'string' },
  'text-delta': { id: 'string', delta: 'string' },
  'text-end': { id: 'string' },
  'reasoning-start': { id: 'string' },
  'reasoning-delta': { id: 'string', delta: 'string' },
  'reasoning-end': { id: 'string' },
  'tool-input-start': { toolCallId: 'string', toolName: 'string' },
  'tool-input-delta': { toolCallId: 'string', inputTextDelta: 'string' },
  'tool-input-available': { toolCallId: 'string', toolName: 'string', input: 'present' },
  'tool-approval-request': { approvalId: 'string', toolCallId: 'string' },
  'tool-output-available': { toolCallId: 'string', output: 'present' },
  'tool-output-error': { toolCallId: 'string', errorText: 'string' },
  'tool-output-denied': { toolCallId: 'string' },
  'data-tool': { data: 'object' },
  'source-document': { sourceId: 'string', mediaType: 'string', title: 'string' },
  'data-clarification': { id: 'string', data: 'object' },
  'data-status': { data: 'object' },
  'data-queue': { data: 'object' },
  'data-usage': { data: 'object' },
  'data-title': { data: 'object' },
  finish: {},
  abort: {},
  error: { errorText: 'string' },
};

const RULES: ReadonlyMap<string, Readonly<Record<string, 'string' | 'object' | 'present'>>> = new Map(
  Object.entries(REQUIRED),
);

/** A chunk, or null for a kind that this version does not know. Throws {@link MalformedError}. */
export function decodeChunk(value: unknown): Chunk | null {
  const fields = objectOf(value, 'a chunk');
  const rules = typeof fields['type'] === 'string' ? RULES.get(fields['type']) : undefined;
  if (rules === undefined) return null;
  for (const [name, kind] of Object.entries(rules)) {
    if (!fits(fields[name], kind)) throw new MalformedError(`a chunk "${String(fields['type'])}" without "${name}"`);
  }
  // Its type is one of ours and its required fields are there: from here on the compiler may believe it.
  return fields as unknown as Chunk;
}

/** An event of `GET /api/events`, or null for a kind that this version does not know. */
export function decodeEvent(name: string | undefined, data: string): ServerEvent | null {
  switch (name) {
    case 'snapshot': {
      const generations = listOf(objectOf(parse(data), 'a snapshot')['generations'], 'a snapshot');
      return { type: 'snapshot', snapshot: { generations: generations.map(generation) } };
    }
    case 'chunks':
      return { type: 'chunks', batches: listOf(parse(data), 'chunks').map(batch) };
    case 'conversation': {
      const { change, id, summary } = objectOf(parse(data), 'a conversation change');
      if (typeof id !== 'string' || !isKind(change)) throw new MalformedError('a conversation change');
      if (summary === undefined || summary === null) return { type: 'conversation', change: { change, id } };
      // The list's item, as in the answers of the list itself, which the server's tests hold to the contract.
      const item = completeSummary(objectOf(summary, 'a conversation') as unknown as WireSummary);
      return { type: 'conversation', change: { change, id, summary: item } };
    }
    case 'reconnect':
      return { type: 'reconnect' };
    default:
      return null;
  }
}

/** What a refusal says; a body that is no problem document (a proxy's page, for one) becomes a plain sentence. */
export function decodeProblem(status: number, body: string): Problem {
  const fallback: Problem = {
    status,
    title: 'The server refused this',
    detail: `The server answered with status ${status}. Try again in a moment.`,
    code: `http-${status}`,
  };
  try {
    const fields = objectOf(JSON.parse(body), 'a problem');
    return { ...fallback, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
  } catch {
    return fallback;
  }
}

export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new MalformedError('text');
  }
}

function generation(value: unknown): LiveGeneration {
  const fields = objectOf(value, 'a generation');
  for (const name of ['id', 'conversationId', 'messageId', 'state']) {
    if (typeof fields[name] !== 'string') throw new MalformedError(`a generation without "${name}"`);
  }
  if (typeof fields['offset'] !== 'number') throw new MalformedError('a generation without "offset"');
  listOf(fields['parts'], 'a generation');
  const { queue, ...rest } = fields;
  // Checked above, field by field; a place that is null means that there is none.
  return (queue === null ? rest : fields) as unknown as LiveGeneration;
}

function batch(value: unknown): ChunkBatch {
  const { conversationId, generationId, offset, chunks } = objectOf(value, 'chunks');
  if (typeof conversationId !== 'string' || typeof generationId !== 'string' || typeof offset !== 'number') {
    throw new MalformedError('chunks');
  }
  return { conversationId, generationId, offset, chunks: listOf(chunks, 'chunks').map(decodeChunk) };
}

function isKind(change: unknown): change is ConversationChange['change'] {
  return change === 'created' || change === 'updated' || change === 'deleted';
}

function fits(value: unknown, kind: 'string' | 'object' | 'present'): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string';
    case 'object':
      return typeof value === 'object' && value !== null;
    case 'present':
      return value !== undefined;
  }
}

function objectOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedError(what);
  // A JSON object that is not an array has string keys and unknown values.
  return value as Fields;
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedError(what);
  return value;
}
