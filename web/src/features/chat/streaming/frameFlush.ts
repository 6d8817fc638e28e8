/** The browser's frames. A hidden tab has none, so nothing is drawn there. */
export interface Frames {
  /** Calls back once, before the next frame, with the time in milliseconds. */
  request: (draw: (time: number) => void) => void;
}

export const browserFrames: Frames = {
  request: (draw) => {
    requestAnimationFrame(draw);
  },
};

export interface FlushTargets {
  /** The conversation in the pane: up to 30 times a second. */
  readonly drawPane: (conversationId: string) => void;
  /** The lists: up to 4 times a second. */
  readonly drawLists: (conversationIds: readonly string[]) => void;
}

/**
 * Gathers which conversations have changed and draws them together, on one animation frame for all: the cost of a
 * screen is per wake-up, not per token. Bound: one entry per conversation that streams.
 */
export class FrameFlush {
  readonly #frames: Frames;
  readonly #targets: FlushTargets;
  readonly #dirtyPanes = new Set<string>();
  readonly #dirtyLists = new Set<string>();
  #isRequested = false;
  #panesDrawnAt = -Infinity;
  #listsDrawnAt = -Infinity;

  constructor(frames: Frames, targets: FlushTargets) {
    this.#frames = frames;
    this.#targets = targets;
  }

  mark(conversationId: string): void {
    this.#dirtyPanes.add(conversationId);
    this.#dirtyLists.add(conversationId);
    this.#request();
  }

  /** Draws this one now: its stream began, ended or is to be stopped. */
  now(conversationId: string): void {
    this.#dirtyPanes.delete(conversationId);
    this.#dirtyLists.delete(conversationId);
    this.#targets.drawPane(conversationId);
    this.#targets.drawLists([conversationId]);
  }

  #request(): void {
    if (this.#isRequested) return;
    this.#isRequested = true;
    this.#frames.request((time) => {
      this.#isRequested = false;
      this.#draw(time);
    });
  }

  #draw(time: number): void {
    if (time - this.#panesDrawnAt >= PANE_MILLIS) {
      this.#panesDrawnAt = time;
      for (const id of taken(this.#dirtyPanes)) this.#targets.drawPane(id);
    }
    if (time - this.#listsDrawnAt >= LISTS_MILLIS) {
      this.#listsDrawnAt = time;
      const ids = taken(this.#dirtyLists);
      if (ids.length > 0) this.#targets.drawLists(ids);
    }
    if (this.#dirtyPanes.size > 0 || this.#dirtyLists.size > 0) this.#request();
  }
}

/** A little less than 1000/30 and 1000/4, so that a frame that comes a moment early does not cost a whole frame. */
const PANE_MILLIS = 30;
const LISTS_MILLIS = 246;

function taken(ids: Set<string>): readonly string[] {
  const all = [...ids];
  ids.clear();
  return all;
}
