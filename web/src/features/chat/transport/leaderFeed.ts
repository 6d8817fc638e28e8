import { EventHub, type Connection } from './eventHub';
import type { Timers } from '../../../shared/timers';
import type { ConnectionListener } from './eventConnection';
import type { EventFeed, FeedListener, FeedMessage } from './feed';

/** What tabs say to each other when one of them holds the connection for all. */
type TabMessage =
  | { readonly type: 'who-leads'; readonly tab: string }
  | { readonly type: 'feed'; /** A tab's name, or {@link ALL}. */ readonly to: string; readonly message: FeedMessage };

export interface LeaderOptions {
  /** Names this tab among the others. */
  readonly tab: string;
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: BroadcastChannel;
  readonly connect: (listener: ConnectionListener) => Connection;
  readonly timers: Timers;
}

/**
 * The feed of a tab where there is no shared worker: the tab that gets the lock leads, which means that it holds the
 * connection and repeats everything on a channel. When it goes, the browser gives the lock to the next one, which
 * connects anew and so brings a fresh snapshot to all. A tab ignores chunks until its first snapshot.
 */
export function leaderFeed({ tab, locks, channel, connect, timers }: LeaderOptions): EventFeed {
  let listener: FeedListener | null = null;
  let leader: Leader | null = null;
  let isSynced = false;
  let ending = new AbortController();
  const hear: FeedListener = (message) => {
    if (message.type === 'snapshot') isSynced = true;
    if (isSynced || message.type !== 'chunks') listener?.(message);
  };
  const say = (message: TabMessage): void => {
    channel.postMessage(message);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    if (data.type === 'who-leads') leader?.welcome(data.tab);
    else if (data.to === ALL || data.to === tab) hear(data.message);
  });
  return {
    open: (tabListener) => {
      listener = tabListener;
      ending = new AbortController();
      say({ type: 'who-leads', tab });
      locks
        .request(LOCK, { signal: ending.signal }, () => {
          leader = lead(new EventHub(connect, timers), say, hear);
          return leader.untilClosed;
        })
        .catch(() => {
          // The tab was closed while it waited for its turn.
        });
    },
    resync: () => {
      if (leader === null) say({ type: 'who-leads', tab });
      else leader.again();
    },
    // The leader does not know what the others draw, so all text comes at once.
    watch: () => undefined,
    leave: () => {
      listener = null;
      isSynced = false;
      ending.abort();
      leader?.close();
      leader = null;
    },
  };
}

const ALL = 'all';
const LOCK = 'polylogue-events';

interface Leader {
  readonly untilClosed: Promise<void>;
  welcome: (tab: string) => void;
  again: () => void;
  close: () => void;
}

function lead(hub: EventHub, say: (message: TabMessage) => void, hear: FeedListener): Leader {
  const own: FeedListener = (message) => {
    hear(message);
    say({ type: 'feed', to: ALL, message });
  };
  const leave = hub.join(own);
  let close: () => void = leave;
  const untilClosed = new Promise<void>((resolve) => {
    close = () => {
      leave();
      resolve();
    };
  });
  return {
    untilClosed,
    welcome: (to) => {
      // It joins to be told the state, and leaves: what comes later reaches it over the channel.
      hub.join((message) => {
        say({ type: 'feed', to, message });
      })();
    },
    again: () => {
      hub.join(hear)();
    },
    close: () => {
      close();
    },
  };
}
