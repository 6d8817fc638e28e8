import type { Frames } from '../shared/frames';

interface Requested {
  readonly draw: (time: number) => void;
  readonly onDrawn: ((millis: number) => void) | undefined;
  readonly from: number;
}

/** Animation frames that come when the test draws one; while it draws none, the tab is hidden. */
export class ManualFrames implements Frames {
  #requested: Requested[] = [];
  #time = 0;
  /** How long each frame takes. */
  cost = 0;

  readonly now = (): number => this.#time;

  readonly request = (draw: (time: number) => void, wait = 0, onDrawn?: (millis: number) => void): void => {
    this.#requested.push({ draw, onDrawn, from: this.#time + wait });
  };

  /** Whether the next frame is wanted. */
  get isRequested(): boolean {
    return this.#requested.some(({ from }) => from <= this.#time);
  }

  /** One frame, that many milliseconds after the last one. */
  draw(millisLater = 1000): void {
    this.#time += millisLater;
    const due = this.#requested.filter(({ from }) => from <= this.#time);
    this.#requested = this.#requested.filter(({ from }) => from > this.#time);
    for (const { draw } of due) draw(this.#time);
    for (const { onDrawn } of due) onDrawn?.(this.cost);
  }
}
