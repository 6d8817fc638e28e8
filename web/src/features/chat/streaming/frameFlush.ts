import { Cadence } from '../../../shared/cadence';
import type { Frames } from '../../../shared/frames';

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
  readonly #panes: Cadence<string>;
  readonly #lists: Cadence<string>;

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
 * A little less than 1000/20 and 1000/4, so that a frame that comes a moment early does not cost a whole frame. Most of
 * what a drawing costs is the browser's own (paint, layers, commit), whatever has changed; words that come twenty times
 * a second still flow.
 */
const PANE_MILLIS = 46;
const LISTS_MILLIS = 246;
