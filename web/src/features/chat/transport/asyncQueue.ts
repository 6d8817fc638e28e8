/**
 * From a pushing side to a `for await` loop. Its bound: the loop runs in the same thread and empties it before the next
 * network event is read, so it holds at most what one event brought.
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #end: { readonly error: unknown } | null = null;
  #wake: (() => void) | null = null;

  push(items: readonly T[]): void {
    if (this.#end !== null) return;
    this.#items.push(...items);
    this.#wake?.();
  }

  /** What was pushed before is still read. Only the first end counts. */
  close(error: unknown = null): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        const items = this.#items;
        this.#items = [];
        yield* items;
        if (this.#items.length > 0) continue;
        if (this.#end !== null) {
          // Whoever closed it with an error gave an Error; null means that all is well.
          if (this.#end.error !== null) throw this.#end.error as Error;
          return;
        }
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
    } finally {
      this.close();
    }
  }
}
