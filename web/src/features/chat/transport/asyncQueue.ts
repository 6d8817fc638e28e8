interface Reader<T> {
  readonly resolve: (result: IteratorResult<T, void>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * From a pushing side to the one `for await` loop that reads it. Its bound: the loop runs in the same thread and empties
 * it before the next network event is read, so it holds at most what one event brought.
 *
 * Each answer that streams has one, and it is nearly always empty and waited for: so it is its own iterator, because a
 * generator that waits holds more than all else here.
 */
export class AsyncQueue<T> implements AsyncIterableIterator<T, void, undefined> {
  readonly #onLeft: (() => void) | undefined;
  #items: T[] = [];
  #end: { readonly error: unknown } | null = null;
  #reader: Reader<T> | null = null;

  /** @param onLeft told when the reader has had the end, or has left the loop */
  constructor(onLeft?: () => void) {
    this.#onLeft = onLeft;
  }

  push(items: readonly T[]): void {
    if (this.#end !== null) return;
    this.#items = [...this.#items, ...items];
    this.#serve();
  }

  /** What was pushed before is still read. Only the first end counts. */
  close(error: unknown = null): void {
    this.#end ??= { error };
    this.#serve();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, void>> {
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#serve();
    });
  }

  /** The loop is left. */
  return(): Promise<IteratorResult<T, void>> {
    this.close();
    this.#onLeft?.();
    return Promise.resolve({ done: true, value: undefined });
  }

  #serve(): void {
    const reader = this.#reader;
    if (reader === null) return;
    if (this.#items.length > 0) {
      this.#reader = null;
      // There is one: `T` may include undefined, so the compiler cannot know.
      reader.resolve({ done: false, value: this.#items.shift() as T });
    } else if (this.#end !== null) {
      this.#reader = null;
      this.#onLeft?.();
      if (this.#end.error === null) reader.resolve({ done: true, value: undefined });
      else reader.reject(this.#end.error);
    }
  }
}
