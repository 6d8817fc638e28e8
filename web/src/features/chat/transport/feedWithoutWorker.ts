import { browserTimers } from '../../../shared/timers';
import { directFeed } from './directFeed';
import { EventConnection, type ConnectionListener } from './eventConnection';
import type { EventFeed } from './feed';
import { leaderFeed } from './leaderFeed';

/** The best way to the events where there is no shared worker: a leading tab, else a connection for each tab. */
export function feedWithoutWorker(url: string, tab: string): EventFeed {
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
