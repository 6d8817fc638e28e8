/** The browser's frames. A hidden tab has none, so nothing is drawn there. */
export interface Frames {
  /** The clock of the frames, in milliseconds. */
  now: () => number;
  /** Calls back once, before the first frame after `wait` milliseconds, with the time; without a wait the next frame. */
  request: (draw: (time: number) => void, wait?: number) => void;
}

export const browserFrames: Frames = {
  now: () => performance.now(),
  request: (draw, wait = 0) => {
    // The browser makes a whole frame for each that is asked for, so none is asked for before its time.
    if (wait === 0) requestAnimationFrame(draw);
    else setTimeout(() => requestAnimationFrame(draw), wait);
  },
};

export interface FlushTargets {
  /** Whether the growing answer of a conversation is on the screen. */
  readonly isDrawn: (conversationId: string) => boolean;
  /** A conversation on the screen: up to 20 times a second. */
  readonly drawPane: (conversationId: string) => void;
  /** The lists, and what is behind them: up to 4 times a second. */
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
    this.#lists = new Cadence(frames, LISTS_MILLIS, targets.drawLists);
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

/** Draws what was marked, all of it together, and not again before some time has passed. */
class Cadence {
  readonly #frames: Frames;
  readonly #millis: number;
  readonly #draw: (ids: readonly string[]) => void;
  readonly #dirty = new Set<string>();
  #isRequested = false;
  #drawnAt = -Infinity;

  constructor(frames: Frames, millis: number, draw: (ids: readonly string[]) => void) {
    this.#frames = frames;
    this.#millis = millis;
    this.#draw = draw;
  }

  mark(id: string): void {
    this.#dirty.add(id);
    if (this.#isRequested) return;
    this.#isRequested = true;
    const wait = Math.max(0, this.#drawnAt + this.#millis - this.#frames.now());
    this.#frames.request((time) => {
      this.#isRequested = false;
      this.#drawnAt = time;
      const ids = [...this.#dirty];
      this.#dirty.clear();
      if (ids.length > 0) this.#draw(ids);
    }, wait);
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
