import { createStore, type ReadableStore } from './store';

/** A value that the server has and this page shows: asked for at the start and again when it may have changed. */
export class LoadedValue<T> {
  readonly #ask: () => Promise<T>;
  readonly #store;

  constructor(initial: T, ask: () => Promise<T>) {
    this.#store = createStore(initial);
    this.#ask = ask;
  }

  get state(): ReadableStore<T> {
    return this.#store;
  }

  set(value: T): void {
    this.#store.set(value);
  }

  /** When the server cannot be asked, what was known stays. */
  async reload(): Promise<void> {
    try {
      this.#store.set(await this.#ask());
    } catch {
      // The connection's own status tells the person that the server is away; this is asked again when it is back.
    }
  }
}
