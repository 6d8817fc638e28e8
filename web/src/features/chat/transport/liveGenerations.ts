import type { Chunk, EndChunk } from '../../../protocol/chunks';
import type { ChunkBatch, LiveGeneration, Snapshot } from '../../../protocol/events';
import { foldChunk } from '../../../protocol/fold/foldChunk';

/** What became of a batch: new chunks, nothing new, or chunks that are missing in front of it. */
export type Acceptance =
  | {
      readonly type: 'new';
      /** Without the chunks that had come before. */
      readonly batch: ChunkBatch;
      /** The generation after these chunks. */
      readonly generation: LiveGeneration;
      readonly end: EndChunk | null;
    }
  | { readonly type: 'repeat' }
  | { readonly type: 'gap' };

/**
 * All live generations of one person, each folded to where it stands. It is kept on both sides of the connection that
 * tabs share: there, to give a late tab the whole state; in the tab, to know what a stream that is followed now has
 * already said. Chunks are counted by offset: a repeat is dropped, a gap is told.
 *
 * Bound: live generations are as many as the server says; of ended ones only the ids of the last 256 are kept, to
 * recognise a late repeat.
 */
export class LiveGenerations {
  #live = new Map<string, LiveGeneration>();
  readonly #ended = new Set<string>();

  /** A snapshot is the truth: what it does not name is not live. Returns the ids that it does not name any more. */
  reset(snapshot: Snapshot): readonly string[] {
    const before = [...this.#live.keys()];
    this.#live = new Map(snapshot.generations.map((generation) => [generation.id, generation]));
    for (const id of this.#live.keys()) this.#ended.delete(id);
    return before.filter((id) => !this.#live.has(id));
  }

  snapshot(): Snapshot {
    return { generations: [...this.#live.values()] };
  }

  get(id: string): LiveGeneration | undefined {
    return this.#live.get(id);
  }

  inConversation(conversationId: string): LiveGeneration | undefined {
    return [...this.#live.values()].find((generation) => generation.conversationId === conversationId);
  }

  accept(batch: ChunkBatch): Acceptance {
    if (this.#ended.has(batch.generationId)) return { type: 'repeat' };
    const known = this.#live.get(batch.generationId) ?? null;
    const expected = known === null ? 0 : known.offset;
    if (batch.offset > expected) return { type: 'gap' };
    const chunks = batch.chunks.slice(expected - batch.offset);
    if (chunks.length === 0) return { type: 'repeat' };
    const begun = known ?? begin(chunks[0]);
    if (begun === null) return { type: 'gap' };
    return this.#advanceTo(chunks.reduce(advance, begun), { ...batch, offset: expected, chunks });
  }

  #advanceTo(generation: LiveGeneration, batch: ChunkBatch): Acceptance {
    const end = batch.chunks.find(isEnd) ?? null;
    if (end === null) this.#live.set(generation.id, generation);
    else this.#forget(generation.id);
    return { type: 'new', batch, generation, end };
  }

  #forget(id: string): void {
    this.#live.delete(id);
    this.#ended.add(id);
    const [oldest] = this.#ended;
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }
}

export function isEnd(chunk: Chunk | null): chunk is EndChunk {
  return chunk !== null && (chunk.type === 'finish' || chunk.type === 'abort' || chunk.type === 'error');
}

const MOST_ENDED = 256;

function begin(first: Chunk | null | undefined): LiveGeneration | null {
  if (first?.type !== 'start') return null;
  const { generationId, ...metadata } = first.messageMetadata;
  return { ...metadata, id: generationId, messageId: first.messageId, state: 'running', offset: 0, parts: [] };
}

function advance(generation: LiveGeneration, chunk: Chunk | null): LiveGeneration {
  const offset = generation.offset + 1;
  if (chunk === null) return { ...generation, offset };
  if (chunk.type === 'data-status') {
    const { queuePosition, ...rest } = generation;
    return { ...rest, state: chunk.data.state, offset };
  }
  if (chunk.type === 'data-queue') return { ...generation, queuePosition: chunk.data.position, offset };
  return { ...generation, parts: foldChunk(generation.parts, chunk), offset };
}
