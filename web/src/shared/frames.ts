/** The browser's frames. A hidden tab has none, so nothing is drawn there. */
export interface Frames {
  /** The clock of the frames, in milliseconds. */
  now: () => number;
  /**
   * Calls back once, before the first frame after `wait` milliseconds, with the time; 0: the next frame. Where one is made
   * for somebody else when two thirds of them have passed, before that. `onDrawn` hears how long the page was busy with it.
   */
  request: (draw: (time: number) => void, wait?: number, onDrawn?: (millis: number) => void) => void;
}

interface Waiting {
  readonly from: number;
  readonly draw: (time: number) => void;
  readonly onDrawn: ((millis: number) => void) | undefined;
}

/**
 * Each frame costs the browser as much as all that is drawn in it, so none is asked for before its time, and one that is
 * made draws all that is nearly due. Bound: who asks waits for the answer before asking again.
 */
class BrowserFrames implements Frames {
  readonly #waiting = new Set<Waiting>();

  readonly now = (): number => performance.now();

  readonly request = (draw: (time: number) => void, wait = 0, onDrawn?: (millis: number) => void): void => {
    const wish: Waiting = { from: this.now() + wait * NEARLY, draw, onDrawn };
    this.#waiting.add(wish);
    const ask = (): void => {
      if (this.#waiting.has(wish)) requestAnimationFrame(this.#frame);
    };
    if (wait === 0) ask();
    else setTimeout(ask, wait);
  };

  readonly #frame = (time: number): void => {
    const begin = this.now();
    const due = [...this.#waiting].filter(({ from }) => from <= begin);
    for (const wish of due) this.#waiting.delete(wish);
    for (const { draw } of due) draw(time);
    if (due.length === 0) return;
    afterFrame(() => {
      const millis = this.now() - begin;
      for (const { onDrawn } of due) onDrawn?.(millis);
    });
  };
}

export const browserFrames: Frames = new BrowserFrames();

const NEARLY = 2 / 3;

/** A message that is sent while a frame is made is heard when it is: after layout and paint. */
function afterFrame(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(null);
}
