import type { ReadableStore } from '../../shared/store';
import type { Timers } from '../../shared/timers';
import { TailText } from './tailText';
import type { Frames, LiveAnswer } from './types';

/**
 * Draws the growing answers of all panes together, up to 8 times a second and past React: what a screen costs is per
 * wake-up. Between two drawings it waits for the time and not for frames, because the browser makes a whole frame for
 * each that is asked for. A hidden tab has no frames, so nothing is drawn there, and it catches up with one drawing.
 *
 * Bound: one entry per pane that grows.
 */
export class LiveTails {
  readonly #timers: Timers;
  readonly #frames: Frames;
  readonly #dirty = new Set<() => void>();
  #isAwaited = false;
  #drawnAt = -Infinity;

  constructor({ timers, frames }: { readonly timers: Timers; readonly frames: Frames }) {
    this.#timers = timers;
    this.#frames = frames;
  }

  /** Shows a growing answer in the element, at once what there is of it, until the returned function is called. */
  show(live: ReadableStore<LiveAnswer | null>, element: HTMLElement): () => void {
    const tail = new TailText(element);
    const draw = (): void => {
      const answer = live.get();
      // Between two streams there is none: what was said stays until the next begins.
      if (answer !== null) tail.draw(answer);
    };
    draw();
    const stop = live.subscribe(() => {
      this.#mark(draw);
    });
    return () => {
      stop();
      this.#dirty.delete(draw);
    };
  }

  #mark(draw: () => void): void {
    this.#dirty.add(draw);
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    const wait = Math.max(0, this.#drawnAt + EVERY_MILLIS - this.#timers.now());
    this.#timers.after(wait, () => {
      this.#frames.request(() => {
        this.#drawAll();
      });
    });
  }

  #drawAll(): void {
    this.#isAwaited = false;
    this.#drawnAt = this.#timers.now();
    const marked = [...this.#dirty];
    this.#dirty.clear();
    for (const draw of marked) draw();
  }
}

const EVERY_MILLIS = 125;
