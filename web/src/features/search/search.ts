import type { SearchHit, SearchPage } from '../../protocol/search';
import { sentenceFor } from '../../shared/notices/sentence';
import { createStore, type ReadableStore } from '../../shared/store';
import type { Timers } from '../../shared/timers';

/** What there is to show. What was found before stays while more letters are typed, so that nothing flickers. */
export type SearchState =
  | { readonly type: 'idle' }
  | { readonly type: 'loading'; readonly items: readonly SearchHit[] }
  | { readonly type: 'ready'; readonly items: readonly SearchHit[]; readonly next: string | null }
  | { readonly type: 'failed'; readonly items: readonly SearchHit[]; readonly detail: string };

export interface SearchServices {
  readonly api: { readonly search: (query: string, after?: string) => Promise<SearchPage> };
  readonly timers: Timers;
}

/** Asks the server while somebody types. Only the answer to what was typed last counts, in whatever order they come. */
export class Search {
  readonly #services: SearchServices;
  readonly #state = createStore<SearchState>(IDLE);
  #query = '';
  #turn = 0;
  #callOff: (() => void) | undefined;

  constructor(services: SearchServices) {
    this.#services = services;
  }

  get state(): ReadableStore<SearchState> {
    return this.#state;
  }

  look(typed: string): void {
    const query = typed.trim();
    if (query === this.#query && this.#state.get().type !== 'failed') return;
    this.#query = query;
    const turn = this.#begin();
    if (query === '') this.#state.set(IDLE);
    else this.#callOff = this.#services.timers.after(PAUSE_MILLIS, () => void this.#ask(turn, []));
  }

  retry(): void {
    void this.#ask(this.#begin(), []);
  }

  /** The next piece, below what is there. */
  more(): void {
    const before = this.#state.get();
    if (before.type === 'ready' && before.next !== null) void this.#ask(this.#begin(), before.items, before.next);
  }

  #begin(): number {
    this.#callOff?.();
    const before = this.#state.get();
    this.#state.set({ type: 'loading', items: before.type === 'idle' ? [] : before.items });
    return ++this.#turn;
  }

  async #ask(turn: number, above: readonly SearchHit[], after?: string): Promise<void> {
    try {
      const { items, next } = await this.#services.api.search(this.#query, after);
      if (turn === this.#turn) this.#state.set({ type: 'ready', items: [...above, ...items], next: next ?? null });
    } catch (error) {
      if (turn === this.#turn) this.#state.set({ type: 'failed', items: above, detail: sentenceFor(error) });
    }
  }
}

/** So long nothing more must be typed. */
export const PAUSE_MILLIS = 120;

const IDLE: SearchState = { type: 'idle' };
