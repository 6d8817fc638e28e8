import type { LiveGeneration } from '../protocol/events';
import type { Store } from '../shared/store';

/** What goes on in all conversations together, by the server's word and not by what is drawn: a hidden tab draws nothing. */
export interface LiveAttention {
  /** Answers that are on their way, those in line with them. */
  readonly streaming: number;
  /** Questions that wait for the person. */
  readonly waiting: number;
}

export const NOTHING_LIVE: LiveAttention = { streaming: 0, waiting: 0 };

export function noteLive(store: Store<LiveAttention>, generations: readonly LiveGeneration[]): void {
  const waiting = generations.filter(({ state }) => state === 'awaiting-input').length;
  const streaming = generations.length - waiting;
  store.update((before) =>
    before.streaming === streaming && before.waiting === waiting ? before : { streaming, waiting },
  );
}
