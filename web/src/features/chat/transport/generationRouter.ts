import type { Chunk } from '../../../protocol/chunks';
import type { LiveGeneration } from '../../../protocol/events';
import { unfold } from '../../../protocol/fold/unfold';
import { AsyncQueue } from './asyncQueue';
import type { FeedMessage } from './feed';
import { LiveGenerations } from './liveGenerations';

/** One generation's chunks as a loop reads them; the loop may be closed from outside. */
export interface FollowedChunks extends AsyncIterableIterator<Chunk, void, undefined> {
  close: (error?: unknown) => void;
}

/**
 * Takes apart the one feed of this tab into one stream of chunks per generation.
 *
 * A stream that begins late, or again after a cut, starts with chunks that bring an empty message to where the
 * generation stands, so the loop that reads it needs no second way in. It ends after the generation's last chunk; it
 * ends *without* one when a snapshot no longer names the generation: then the answer is in the store, and the reader
 * asks for the message.
 *
 * A generation that is followed is folded by its reader, and only there: a text is kept once. Who wants to read it anew
 * is served from a fresh snapshot.
 *
 * Bound: a stream lives as long as its loop; of ended generations the last 32 are kept, for the send whose 202 comes
 * after its whole answer, without the text where somebody has read it.
 */
export class GenerationRouter {
  readonly #live = new LiveGenerations((id) => !this.#streams.has(id) && !this.#readElsewhere.has(id));
  readonly #streams = new Map<string, AsyncQueue<Chunk>>();
  readonly #ended = new Map<string, readonly Chunk[]>();
  /** Live ones whose parts are not here, because they were given to a reader. */
  readonly #readElsewhere = new Set<string>();
  readonly #listeners = new Set<(generation: LiveGeneration) => void>();
  readonly #snapshotListeners = new Set<() => void>();
  readonly #onGap: () => void;

  /** @param onGap asks for a snapshot, because chunks are missing */
  constructor(onGap: () => void) {
    this.#onGap = onGap;
  }

  accept(message: FeedMessage): void {
    if (message.type === 'snapshot') this.#reset(message.generations);
    if (message.type !== 'chunks') return;
    for (const batch of message.batches) {
      const isNew = this.#live.get(batch.generationId) === undefined;
      const accepted = this.#live.accept(batch);
      if (accepted.type === 'gap') {
        this.#onGap();
        return;
      }
      if (accepted.type === 'repeat') continue;
      const chunks = accepted.batch.chunks.filter((chunk) => chunk !== null);
      const stream = this.#streams.get(batch.generationId);
      if (stream !== undefined) this.#readElsewhere.add(batch.generationId);
      stream?.push(chunks);
      if (accepted.end !== null) this.#end(accepted.generation, accepted.end);
      else if (isNew) this.#announce(accepted.generation);
    }
  }

  /**
   * The chunks of a generation, from its beginning; one that is not known yet is waited for.
   *
   * @param onLeft told when the reader has had the end, or has left the loop
   */
  follow(id: string, onLeft?: () => void): FollowedChunks {
    const stream = new AsyncQueue<Chunk>(() => {
      // Only if it is still that one: a newer one stays.
      if (this.#streams.get(id) === stream) this.#streams.delete(id);
      onLeft?.();
    });
    const ended = this.#ended.get(id);
    const live = this.#live.get(id);
    this.#streams.get(id)?.close();
    if (ended !== undefined) {
      stream.push(ended);
      stream.close();
      return stream;
    }
    this.#streams.set(id, stream);
    if (this.#readElsewhere.has(id)) this.#onGap();
    else if (live !== undefined) this.#hand(live, stream);
    return stream;
  }

  liveInConversation(conversationId: string): LiveGeneration | undefined {
    return this.#live.inConversation(conversationId);
  }

  allLive(): readonly LiveGeneration[] {
    return this.#live.snapshot().generations;
  }

  /** Told of every generation that turns out to be live, wherever it was started; after a snapshot, of all again. */
  onLive(listener: (generation: LiveGeneration) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told of every snapshot, before what it names is announced: what was known from before may be out of date. */
  onSnapshot(listener: () => void): () => void {
    this.#snapshotListeners.add(listener);
    return () => this.#snapshotListeners.delete(listener);
  }

  #hand(live: LiveGeneration, stream: AsyncQueue<Chunk>): void {
    stream.push(unfold(live));
    this.#readElsewhere.add(live.id);
    this.#live.forgetParts(live.id);
  }

  #reset(generations: readonly LiveGeneration[]): void {
    this.#live.reset({ generations });
    this.#readElsewhere.clear();
    for (const listener of [...this.#snapshotListeners]) listener();
    for (const [id, stream] of [...this.#streams]) {
      const live = this.#live.get(id);
      if (live === undefined) stream.close();
      else this.#hand(live, stream);
    }
    for (const generation of generations) this.#announce(generation);
  }

  #end(generation: LiveGeneration, end: Chunk): void {
    this.#streams.get(generation.id)?.close();
    // Whoever follows it once more gets nothing but its end, and asks for the message.
    this.#ended.set(generation.id, this.#readElsewhere.delete(generation.id) ? [] : [...unfold(generation), end]);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  #announce(generation: LiveGeneration): void {
    for (const listener of [...this.#listeners]) listener(generation);
  }
}

const MOST_ENDED = 32;
