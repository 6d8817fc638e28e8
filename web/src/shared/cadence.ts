import type { Frames } from './frames';

/**
 * Draws what was marked, all of it together, and not again before some time has passed: at least so long that drawing
 * takes no more than a sixteenth of the page's time. So on a slow or busy machine, with a dear answer (formulas, for one)
 * or with much beside it, words come in fewer steps, and the page stays quick.
 */
export class Cadence<T> {
  readonly #frames: Frames;
  readonly #millis: number;
  readonly #draw: (marked: readonly T[]) => void;
  readonly #dirty = new Set<T>();
  #isRequested = false;
  #drawnAt = -Infinity;
  /** How long a frame takes, in milliseconds, of late. */
  #cost = 0;

  /** `millis`: between two drawings at least, however cheap. */
  constructor(frames: Frames, millis: number, draw: (marked: readonly T[]) => void) {
    this.#frames = frames;
    this.#millis = millis;
    this.#draw = draw;
  }

  mark(one: T): void {
    this.#dirty.add(one);
    if (this.#isRequested) return;
    this.#isRequested = true;
    const interval = Math.max(this.#millis, Math.min(this.#cost * SHARE, MOST_MILLIS));
    const wait = Math.max(0, this.#drawnAt + interval - this.#frames.now());
    this.#frames.request(
      (time) => {
        this.#isRequested = false;
        this.#drawnAt = time;
        const marked = [...this.#dirty];
        this.#dirty.clear();
        if (marked.length > 0) this.#draw(marked);
      },
      wait,
      (millis) => {
        this.#cost += (millis - this.#cost) / 4;
      },
    );
  }

  unmark(one: T): void {
    this.#dirty.delete(one);
  }
}

const SHARE = 16;
/** However dear: so often at least. */
const MOST_MILLIS = 250;
