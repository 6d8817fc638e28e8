import type { Timers } from '../../../shared/timers';
import type { FeedMessage } from './feed';

/**
 * Hands its messages to a tab. One that draws no conversation, as all do that are out of sight, gets them four times a
 * second, together: each tab draws an end for itself, and nine that nobody sees would keep the processor from the one
 * where somebody has pressed Stop. What says how the connection is comes at once, in its place.
 *
 * Bound: what is said in a quarter of a second.
 */
export class TabDelivery {
  readonly #timers: Timers;
  readonly #post: (messages: readonly FeedMessage[]) => void;
  #waiting: FeedMessage[] = [];
  #isDrawing = true;
  #cancel: (() => void) | null = null;

  constructor(timers: Timers, post: (messages: readonly FeedMessage[]) => void) {
    this.#timers = timers;
    this.#post = post;
  }

  /** Whether the tab draws a conversation. One that begins to gets at once what waits for it. */
  draws(isDrawing: boolean): void {
    this.#isDrawing = isDrawing;
    if (isDrawing) this.#deliver();
  }

  tell(message: FeedMessage): void {
    this.#waiting.push(message);
    if (this.#isDrawing || message.type === 'status' || message.type === 'snapshot') {
      this.#deliver();
      return;
    }
    this.#cancel ??= this.#timers.after(UNSEEN_MILLIS, () => {
      this.#deliver();
    });
  }

  /** The tab has gone. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = [];
  }

  #deliver(): void {
    const messages = this.#waiting;
    this.clear();
    if (messages.length > 0) this.#post(messages);
  }
}

const UNSEEN_MILLIS = 250;
