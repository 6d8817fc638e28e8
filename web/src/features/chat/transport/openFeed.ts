import { trustedScriptUrl } from '../../../shared/security/trustedTypes';
import { browserTimers } from '../../../shared/timers';
import type { EventFeed, FeedListener } from './feed';
import { workerFeed } from './workerFeed';
import workerAddress from './events.worker.ts?sharedworker&url';

/** The best way that this browser has to share one event connection among its tabs. */
export function openFeed(url: string, tab: string): EventFeed {
  const worker = startWorker();
  const feed = new ChangingFeed(worker === null ? null : workerFeed(worker, url));
  const goWithoutWorker = (): void => {
    import('./feedWithoutWorker').then(
      ({ feedWithoutWorker }) => {
        feed.changeTo(feedWithoutWorker(url, tab));
      },
      () => {
        feed.lose();
      },
    );
  };
  if (worker === null) goWithoutWorker();
  // A worker whose script cannot be loaded says so later, by an event.
  else worker.addEventListener('error', goWithoutWorker, { once: true });
  return feed;
}

function startWorker(): SharedWorker | null {
  if (!('SharedWorker' in globalThis)) return null;
  try {
    // The content security policy asks for an address that our one Trusted Types policy has passed.
    return new SharedWorker(trustedScriptUrl(workerAddress), {
      type: 'module',
      name: 'polylogue-events',
    });
  } catch {
    // Some embedded pages have the class but may not use it.
    return null;
  }
}

/** A feed that another takes the place of, or that is still to come: most browsers need the code of one only. */
class ChangingFeed implements EventFeed {
  #feed: EventFeed | null;
  #listener: FeedListener | null = null;
  #watched: readonly string[] = [];

  constructor(feed: EventFeed | null) {
    this.#feed = feed;
  }

  changeTo(feed: EventFeed): void {
    this.#feed = feed;
    if (this.#listener === null) return;
    feed.open(this.#listener);
    feed.watch(this.#watched);
  }

  lose(): void {
    this.#listener?.({ type: 'status', status: { type: 'lost', since: browserTimers.now() } });
  }

  open(listener: FeedListener): void {
    this.#listener = listener;
    this.#feed?.open(listener);
  }

  watch(conversationIds: readonly string[]): void {
    this.#watched = conversationIds;
    this.#feed?.watch(conversationIds);
  }

  resync(): void {
    this.#feed?.resync();
  }

  leave(): void {
    this.#listener = null;
    this.#feed?.leave();
  }
}
