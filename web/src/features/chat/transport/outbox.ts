import type { Chunk, ReasoningChunk, TextChunk } from '../../../protocol/chunks';
import type { Timers } from '../../../shared/timers';
import type { FeedBatch } from './feed';

type Delta = Extract<TextChunk | ReasoningChunk, { readonly delta: string }>;

interface Held {
  readonly conversationId: string;
  readonly generationId: string;
  readonly offset: number;
  count: number;
  readonly chunks: Delta[];
}

/**
 * Holds back the text of answers for a moment and joins its pieces, because what a page pays is paid per wake-up and
 * per piece, not per character: fifty answers at fifty tokens a second are 2,500 pieces in sixty wake-ups each second,
 * and a page draws what it shows twenty times a second and its lists four times.
 *
 * Only text waits, and only in order: what else comes of a generation takes along what is held of it. Bound: one entry
 * per live generation, and the text of a quarter of a second.
 */
export class Outbox {
  readonly #timers: Timers;
  readonly #deliver: (batches: readonly FeedBatch[]) => void;
  readonly #held = new Map<string, Held>();
  /** The conversations that are drawn somewhere; null: all of them. */
  #watched: ReadonlySet<string> | null = null;
  #deliveredAt = -Infinity;
  #cancelSoon: (() => void) | null = null;
  #cancelLater: (() => void) | null = null;

  constructor(timers: Timers, deliver: (batches: readonly FeedBatch[]) => void) {
    this.#timers = timers;
    this.#deliver = deliver;
  }

  /** What has just come into sight is delivered at once. */
  watch(conversationIds: ReadonlySet<string> | null): void {
    this.#watched = conversationIds;
    this.#deliverWatched();
  }

  /** The offset behind what is held of a generation; undefined when nothing is. */
  nextOffset(generationId: string): number | undefined {
    const held = this.#held.get(generationId);
    return held === undefined ? undefined : held.offset + held.count;
  }

  /** Holds text that follows on what was delivered or is held. */
  hold({ conversationId, generationId, offset }: FeedBatch, text: readonly Delta[]): void {
    const held = this.#held.get(generationId) ?? { conversationId, generationId, offset, count: 0, chunks: [] };
    this.#held.set(generationId, held);
    held.count += text.length;
    for (const delta of text) join(held.chunks, delta);
    if (this.#isWatched(conversationId)) {
      const wait = Math.max(0, this.#deliveredAt + WATCHED_MILLIS - this.#timers.now());
      this.#cancelSoon ??= this.#timers.after(wait, () => {
        this.#deliverWatched();
      });
    } else {
      this.#cancelLater ??= this.#timers.after(OTHERS_MILLIS, () => {
        this.deliverAll();
      });
    }
  }

  /** Takes what is held of one generation. */
  take(generationId: string): readonly FeedBatch[] {
    const held = this.#held.get(generationId);
    this.#held.delete(generationId);
    return held === undefined ? [] : [held];
  }

  deliverAll(): void {
    const all = [...this.#held.values()];
    this.clear();
    if (all.length > 0) this.#deliver(all);
  }

  /** Forgets what is held: a snapshot says it all. */
  clear(): void {
    this.#held.clear();
    this.#cancelSoon?.();
    this.#cancelLater?.();
    this.#cancelSoon = null;
    this.#cancelLater = null;
  }

  #deliverWatched(): void {
    this.#cancelSoon?.();
    this.#cancelSoon = null;
    const watched = [...this.#held.values()].filter(({ conversationId }) => this.#isWatched(conversationId));
    if (watched.length === 0) return;
    for (const { generationId } of watched) this.#held.delete(generationId);
    this.#deliveredAt = this.#timers.now();
    this.#deliver(watched);
  }

  #isWatched(conversationId: string): boolean {
    return this.#watched === null || this.#watched.has(conversationId);
  }
}

/** As often as a pane is drawn, and as often as the lists are. */
const WATCHED_MILLIS = 45;
const OTHERS_MILLIS = 250;

export function isText(chunk: Chunk | null): chunk is Delta {
  return chunk?.type === 'text-delta' || chunk?.type === 'reasoning-delta';
}

function join(chunks: Delta[], next: Delta): void {
  const last = chunks.at(-1);
  if (last?.type === next.type && last.id === next.id) {
    chunks[chunks.length - 1] = { ...last, delta: last.delta + next.delta };
  } else {
    chunks.push(next);
  }
}
