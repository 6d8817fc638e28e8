import type { Frames } from '../features/chat/streaming/frameFlush';

/** Animation frames that come when the test draws one; while it draws none, the tab is hidden. */
export class ManualFrames implements Frames {
  #requested: ((time: number) => void)[] = [];
  #time = 0;

  readonly request = (draw: (time: number) => void): void => {
    this.#requested.push(draw);
  };

  get isRequested(): boolean {
    return this.#requested.length > 0;
  }

  /** One frame, that many milliseconds after the last one. */
  draw(millisLater = 1000): void {
    this.#time += millisLater;
    const requested = this.#requested;
    this.#requested = [];
    for (const draw of requested) draw(this.#time);
  }
}
