import type { Timers } from '../shared/timers';

interface Waiting {
  readonly at: number;
  readonly action: () => void;
}

/** Time that stands still until the test moves it. */
export class ManualTimers implements Timers {
  #now = Date.parse('2026-11-22T08:00:00Z');
  readonly #waiting = new Set<Waiting>();

  readonly now = (): number => this.#now;

  readonly after = (millis: number, action: () => void): (() => void) => {
    const waiting = { at: this.#now + millis, action };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  };

  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Lets the time pass; what falls due acts in order. */
  pass(millis: number): void {
    const until = this.#now + millis;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.#now = next.at;
      next.action();
    }
    this.#now = until;
  }
}
