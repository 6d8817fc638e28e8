import type { IdMaker } from '../../protocol/uuid';
import { createStore, type ReadableStore } from '../store';
import type { Notice } from './types';

/** Sentences that wait to be read. Bound: the last five. */
export class Notices {
  readonly #makeId: IdMaker;
  readonly #store = createStore<readonly Notice[]>([]);

  constructor(makeId: IdMaker) {
    this.#makeId = makeId;
  }

  get state(): ReadableStore<readonly Notice[]> {
    return this.#store;
  }

  show(kind: Notice['kind'], text: string, conversationId: string | null = null): void {
    const notice: Notice = { id: this.#makeId(), kind, text, conversationId };
    // The same sentence twice helps nobody: the newer one takes its place.
    const others = this.#store.get().filter((each) => each.text !== text);
    this.#store.set([...others, notice].slice(-MOST_SHOWN));
  }

  dismiss(id: string): void {
    this.#store.update((notices) => notices.filter((notice) => notice.id !== id));
  }
}

const MOST_SHOWN = 5;
