/** What happened, in order; a test takes it one by one and waits for what has not happened yet. */
export class Inbox<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: ((item: T) => void)[] = [];

  readonly put = (item: T): void => {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#arrived.push(item);
    else waiting(item);
  };

  next(): Promise<T> {
    const [item] = this.#arrived.splice(0, 1);
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  get isEmpty(): boolean {
    return this.#arrived.length === 0;
  }
}
