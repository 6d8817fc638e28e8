/** The browser's frames. A hidden tab has none, so nothing is drawn there. */
export interface Frames {
  /** The clock of the frames, in milliseconds. */
  now: () => number;
  /**
   * Calls back once, before the first frame after `wait` milliseconds, with the time; 0: the next frame. `onDrawn` hears
   * how long the page was busy with that frame.
   */
  request: (draw: (time: number) => void, wait?: number, onDrawn?: (millis: number) => void) => void;
}

export const browserFrames: Frames = {
  now: () => performance.now(),
  request: (draw, wait = 0, onDrawn) => {
    const frame = (time: number): void => {
      const begin = performance.now();
      draw(time);
      if (onDrawn !== undefined) {
        afterFrame(() => {
          onDrawn(performance.now() - begin);
        });
      }
    };
    // The browser makes a whole frame for each that is asked for, so none is asked for before its time.
    if (wait === 0) requestAnimationFrame(frame);
    else setTimeout(() => requestAnimationFrame(frame), wait);
  },
};

/** A message that is sent while a frame is made is heard when it is: after layout and paint. */
function afterFrame(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(null);
}

export interface FlushTargets {
  /** Whether the growing answer of a conversation is on the screen. */
  readonly isDrawn: (conversationId: string) => boolean;
  /** A conversation on the screen: up to 20 times a second, less often where a drawing is dear; others with the lists. */
  readonly drawPane: (conversationId: string) => void;
  /** Up to 4 times a second. */
  readonly drawLists: (conversationIds: readonly string[]) => void;
}

/**
 * Gathers which conversations have changed and draws them together, on one animation frame for all: the cost of a
 * screen is per wake-up, not per token. Bound: one entry per conversation that streams.
 */
export class FrameFlush {
  readonly #targets: FlushTargets;
  readonly #panes: Cadence;
  readonly #lists: Cadence;

  constructor(frames: Frames, targets: FlushTargets) {
    this.#targets = targets;
    this.#panes = new Cadence(frames, PANE_MILLIS, (ids) => {
      for (const id of ids) targets.drawPane(id);
    });
    this.#lists = new Cadence(frames, LISTS_MILLIS, (ids) => {
      for (const id of ids) {
        // One that has just come on the screen joins the panes.
        if (targets.isDrawn(id)) this.#panes.mark(id);
        else targets.drawPane(id);
      }
      targets.drawLists(ids);
    });
  }

  mark(conversationId: string): void {
    if (this.#targets.isDrawn(conversationId)) this.#panes.mark(conversationId);
    this.#lists.mark(conversationId);
  }

  /** Draws this one now: its stream began, ended or is to be stopped. */
  now(conversationId: string): void {
    this.#panes.unmark(conversationId);
    this.#lists.unmark(conversationId);
    this.#targets.drawPane(conversationId);
    this.#targets.drawLists([conversationId]);
  }
}

/**
 * Draws what was marked, all of it together, and not again before some time has passed: at least so long that drawing
 * takes no more than a fourteenth of the page's time. So on a slow or busy machine, with a dear answer (formulas, for one)
 * or with much beside it, words come in fewer steps, and the page stays quick.
 */
class Cadence {
  readonly #frames: Frames;
  readonly #millis: number;
  readonly #draw: (ids: readonly string[]) => void;
  readonly #dirty = new Set<string>();
  #isRequested = false;
  #drawnAt = -Infinity;
  /** How long a frame takes, in milliseconds, of late. */
  #cost = 0;

  constructor(frames: Frames, millis: number, draw: (ids: readonly string[]) => void) {
    this.#frames = frames;
    this.#millis = millis;
    this.#draw = draw;
  }

  mark(id: string): void {
    this.#dirty.add(id);
    if (this.#isRequested) return;
    this.#isRequested = true;
    const interval = Math.max(this.#millis, Math.min(this.#cost * SHARE, MOST_MILLIS));
    const wait = Math.max(0, this.#drawnAt + interval - this.#frames.now());
    this.#frames.request(
      (time) => {
        this.#isRequested = false;
        this.#drawnAt = time;
        const ids = [...this.#dirty];
        this.#dirty.clear();
        if (ids.length > 0) this.#draw(ids);
      },
      wait,
      (millis) => {
        this.#cost += (millis - this.#cost) / 4;
      },
    );
  }

  unmark(id: string): void {
    this.#dirty.delete(id);
  }
}

/**
 * A little less than 1000/20 and 1000/4, so that a frame that comes a moment early does not cost a whole frame. Most of
 * what a drawing costs is the browser's own (paint, layers, commit), whatever has changed; words that come twenty times
 * a second still flow.
 */
const PANE_MILLIS = 46;
const LISTS_MILLIS = 246;
const SHARE = 14;
/** However dear: so often at least. */
const MOST_MILLIS = 250;
