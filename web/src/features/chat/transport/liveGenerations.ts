import type { Chunk, EndChunk } from '../../../protocol/chunks';
import type { LiveGeneration, Snapshot } from '../../../protocol/events';
import { foldChunk } from '../../../protocol/fold/foldChunk';
import type { FeedBatch } from './feed';

/** What became of a batch: new chunks, nothing new, or chunks that are missing in front of it. */
export type Acceptance =
  | {
      readonly type: 'new';
      /** Without the chunks that had come before. */
      readonly batch: FeedBatch;
      /** The generation after these chunks. */
      readonly generation: LiveGeneration;
      readonly end: EndChunk | null;
    }
  | { readonly type: 'repeat' }
  | { readonly type: 'gap' };

/**
 * All live generations of one person, each folded to where it stands. It is kept on both sides of the connection that
 * tabs share: there, to give a late tab the whole state; in the tab, to know what a stream that is followed now has
 * already said. Chunks are counted by offset: a repeat is dropped, a gap is told. Where somebody else keeps the parts of
 * a generation they are not kept here a second time: `parts` is empty then.
 *
 * Bound: live generations are as many as the server says; of ended ones only the ids of the last 256 are kept, to
 * recognise a late repeat.
 */
export class LiveGenerations {
  #live = new Map<string, LiveGeneration>();
  readonly #ended = new Set<string>();
  readonly #keepsParts: (id: string) => boolean;

  constructor(keepsParts: (id: string) => boolean = () => true) {
    this.#keepsParts = keepsParts;
  }

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

  accept(batch: FeedBatch): Acceptance {
    if (this.#ended.has(batch.generationId)) return { type: 'repeat' };
    const known = this.#live.get(batch.generationId);
    const expected = known?.offset ?? 0;
    const next = batch.offset + (batch.count ?? batch.chunks.length);
    if (next <= expected) return { type: 'repeat' };
    if (!followsOn(batch, expected)) return { type: 'gap' };
    const chunks = batch.chunks.slice(expected - batch.offset);
    const begun = known ?? begin(chunks[0]);
    if (begun === null) return { type: 'gap' };
    const advance = this.#keepsParts(batch.generationId) ? advanceWhole : advanceState;
    const advanced = { ...chunks.reduce(advance, begun), offset: next };
    return this.#advanceTo(advanced, { ...batch, offset: expected, chunks });
  }

  /** Somebody else keeps them from now on. */
  forgetParts(id: string): void {
    const generation = this.#live.get(id);
    if (generation !== undefined) this.#live.set(id, { ...generation, parts: [] });
  }

  #advanceTo(generation: LiveGeneration, batch: FeedBatch): Acceptance {
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

/** A text that was joined cannot be cut where we stand. */
function followsOn({ offset, count }: FeedBatch, expected: number): boolean {
  return offset === expected || (offset < expected && count === undefined);
}

const MOST_ENDED = 256;

function begin(first: Chunk | null | undefined): LiveGeneration | null {
  if (first?.type !== 'start') return null;
  const { generationId, ...metadata } = first.messageMetadata;
  return { ...metadata, id: generationId, messageId: first.messageId, state: 'running', offset: 0, parts: [] };
}

function advanceState(generation: LiveGeneration, chunk: Chunk | null): LiveGeneration {
  if (chunk?.type === 'data-status') {
    const { queue, ...rest } = generation;
    return { ...rest, state: chunk.data.state };
  }
  return chunk?.type === 'data-queue' ? { ...generation, queue: chunk.data } : generation;
}

function advanceWhole(generation: LiveGeneration, chunk: Chunk | null): LiveGeneration {
  if (chunk === null) return generation;
  const next = advanceState(generation, chunk);
  const parts = foldChunk(next.parts, chunk);
  return parts === next.parts ? next : { ...next, parts };
}
