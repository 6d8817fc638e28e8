import { Cadence } from '../../shared/cadence';
import type { Frames } from '../../shared/frames';
import type { ReadableStore } from '../../shared/store';
import { TailText } from './tailText';
import type { LiveAnswer } from './types';

/**
 * Draws the growing answers of all panes together, up to 8 times a second and less often where that is dear, past React: what
 * a screen costs is per wake-up. A hidden tab has no frames, so nothing is drawn there, and it catches up with one drawing.
 *
 * Bound: one entry per pane that grows.
 */
export class LiveTails {
  readonly #cadence: Cadence<() => void>;

  constructor({ frames }: { readonly frames: Frames }) {
    this.#cadence = new Cadence(frames, EVERY_MILLIS, (marked) => {
      for (const draw of marked) draw();
    });
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
      this.#cadence.mark(draw);
    });
    return () => {
      stop();
      this.#cadence.unmark(draw);
    };
  }
}

/** A little less than 1000/8, so that a frame that comes a moment early does not cost a whole frame. */
const EVERY_MILLIS = 121;
