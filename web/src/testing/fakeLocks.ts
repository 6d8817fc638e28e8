interface Wish {
  readonly name: string;
  readonly isShared: boolean;
  readonly hold: () => Promise<void>;
}

/** Locks as the browser gives them: in the order of asking, shared ones side by side; an abort leaves the line. */
export class FakeLocks {
  readonly #line: Wish[] = [];
  readonly #held: Wish[] = [];

  readonly request = (name: string, options: LockOptions, hold: () => Promise<void>): Promise<void> =>
    new Promise((_resolve, reject) => {
      const wish: Wish = { name, isShared: options.mode === 'shared', hold };
      this.#line.push(wish);
      options.signal?.addEventListener('abort', () => {
        if (!this.#line.includes(wish)) return;
        this.#line.splice(this.#line.indexOf(wish), 1);
        reject(new Error('aborted'));
      });
      this.#give();
    });

  readonly query = (): Promise<LockManagerSnapshot> =>
    Promise.resolve({ held: this.#held.map(({ name }) => ({ name })), pending: [] });

  #give(): void {
    for (const wish of [...this.#line]) {
      const holders = this.#held.filter(({ name }) => name === wish.name);
      if (holders.some((holder) => !holder.isShared || !wish.isShared)) continue;
      this.#line.splice(this.#line.indexOf(wish), 1);
      this.#held.push(wish);
      void wish.hold().then(() => {
        this.#held.splice(this.#held.indexOf(wish), 1);
        this.#give();
      });
    }
  }
}
