import { trustedScriptUrl } from '../../../shared/security/trustedTypes';
import { browserTimers } from '../../../shared/timers';
import { directFeed } from './directFeed';
import { EventConnection, type ConnectionListener } from './eventConnection';
import type { EventFeed, FeedListener } from './feed';
import { leaderFeed } from './leaderFeed';
import { workerFeed } from './workerFeed';
import workerAddress from './events.worker.ts?sharedworker&url';

/** The best way that this browser has to share one event connection among its tabs. */
export function openFeed(url: string, tab: string): EventFeed {
  const worker = startWorker();
  return worker === null ? withoutWorker(url, tab) : withFallback(worker, url, () => withoutWorker(url, tab));
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

/** A worker whose script cannot be loaded says so later, by an event. */
function withFallback(worker: SharedWorker, url: string, other: () => EventFeed): EventFeed {
  let feed = workerFeed(worker, url);
  let listener: FeedListener | null = null;
  worker.addEventListener(
    'error',
    () => {
      feed = other();
      if (listener !== null) feed.open(listener);
    },
    { once: true },
  );
  return {
    open: (tab) => {
      listener = tab;
      feed.open(tab);
    },
    watch: (conversationIds) => {
      feed.watch(conversationIds);
    },
    resync: () => {
      feed.resync();
    },
    leave: () => {
      listener = null;
      feed.leave();
    },
  };
}

function withoutWorker(url: string, tab: string): EventFeed {
  const connect = (listener: ConnectionListener): EventConnection =>
    new EventConnection(
      { url, fetch: (input, init) => fetch(input, init), timers: browserTimers, random: () => Math.random() },
      listener,
    );
  const locks = locksOfThisPage();
  if (locks === null || !('BroadcastChannel' in globalThis)) return directFeed(connect, browserTimers);
  return leaderFeed({ tab, locks, channel: new BroadcastChannel('polylogue-events'), connect, timers: browserTimers });
}

/** The compiler believes that they are always there; a page that is not from a secure origin has none. */
function locksOfThisPage(): LockManager | null {
  return 'locks' in navigator ? navigator.locks : null;
}
