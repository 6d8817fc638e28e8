import { EventHub, type Connection } from './eventHub';
import type { Timers } from '../../../shared/timers';
import type { ConnectionListener } from './eventConnection';
import type { EventFeed, FeedListener } from './feed';

/** A connection of this tab's own: for browsers that give tabs no way to share one. */
export function directFeed(connect: (listener: ConnectionListener) => Connection, timers: Timers): EventFeed {
  const hub = new EventHub(connect, timers);
  let part: (() => void) | null = null;
  let tab: FeedListener | null = null;
  return {
    open: (listener) => {
      tab = listener;
      part = hub.join(listener);
    },
    resync: () => {
      if (tab !== null) part = hub.join(tab);
    },
    watch: (conversationIds) => {
      if (tab !== null) hub.watch(tab, new Set(conversationIds));
    },
    leave: () => {
      part?.();
      part = null;
      tab = null;
    },
  };
}
