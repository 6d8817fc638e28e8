import type { ConversationListState } from '../../shared/conversations/types';
import type { ReadableStore } from '../../shared/store';
import { attentionsOf, newsOf, type News } from './news';

/** What is needed of the browser's locks. */
export interface Locks {
  request: (name: string, options: LockOptions, hold: () => Promise<void>) => Promise<unknown>;
  query: () => Promise<LockManagerSnapshot>;
}

export interface NotifierOptions {
  readonly list: ReadableStore<ConversationListState>;
  /** The conversation that this tab shows to somebody; null when it shows none or is out of sight. */
  readonly inSight: ReadableStore<string | null>;
  readonly locks: Locks;
  readonly show: (news: News) => void;
}

/**
 * Tells of what happened in conversations that no tab shows. All tabs of the browser watch, and one of them tells: the
 * one that has the lock, which the browser hands on when that tab goes. What a tab shows is a lock too, so that the one
 * that tells can ask what is in sight anywhere. Returns what ends it.
 */
export function startNotifier({ list, inSight, locks, show }: NotifierOptions): () => void {
  const ending = new AbortController();
  let tells = false;
  let known = list.get().load.type === 'ready' ? attentionsOf(list.get()) : null;
  const ignored = (): void => {
    // The wait for a lock was called off: this tab does not watch any more.
  };
  locks
    .request(TELLS, { signal: ending.signal }, () => {
      tells = true;
      return until(ending.signal);
    })
    .catch(ignored);
  const stopShowing = holdWhatIsInSight(inSight, locks, ignored);
  const stopWatching = list.subscribe(() => {
    const state = list.get();
    if (state.load.type !== 'ready') return;
    const news = known === null ? [] : newsOf(known, state);
    known = attentionsOf(state);
    if (tells && news.length > 0) void tell(news);
  });
  const tell = async (news: readonly News[]): Promise<void> => {
    const { held = [] } = await locks.query();
    const seen = new Set(held.map(({ name }) => name));
    for (const each of news) if (!seen.has(SEES + each.conversationId)) show(each);
  };
  return () => {
    tells = false;
    ending.abort();
    stopWatching();
    stopShowing();
  };
}

const TELLS = 'polylogue-tells';
const SEES = 'polylogue-sees ';

function holdWhatIsInSight(
  inSight: ReadableStore<string | null>,
  locks: NotifierOptions['locks'],
  onCalledOff: () => void,
): () => void {
  let showing = new AbortController();
  const hold = (): void => {
    showing.abort();
    showing = new AbortController();
    const { signal } = showing;
    const id = inSight.get();
    // Several tabs may show the same conversation.
    if (id !== null) locks.request(SEES + id, { mode: 'shared', signal }, () => until(signal)).catch(onCalledOff);
  };
  hold();
  const unsubscribe = inSight.subscribe(hold);
  return () => {
    unsubscribe();
    showing.abort();
  };
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
