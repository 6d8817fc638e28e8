/**
 * How long to wait before the next try: twice as long each time, up to a limit, and spread by chance so that many
 * browsers do not come back to a restarted server in the same instant.
 */
export class Backoff {
  readonly #random: () => number;
  #tries = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  next(): number {
    const ceiling = Math.min(BASE_MILLIS * 2 ** this.#tries, LIMIT_MILLIS);
    this.#tries = Math.min(this.#tries + 1, MOST_DOUBLINGS);
    return Math.round(ceiling * (0.5 + this.#random() / 2));
  }

  reset(): void {
    this.#tries = 0;
  }
}

const BASE_MILLIS = 250;
const LIMIT_MILLIS = 10_000;
const MOST_DOUBLINGS = 10;
