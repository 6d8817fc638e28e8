// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import { promisesSettled } from '../../../testing/chatHarness';
import { start, text, textStart } from '../../../testing/chunks';
import type { ConnectionListener } from './eventConnection';
import { EventHub } from './eventHub';
import type { EventFeed, FeedMessage } from './feed';
import { leaderFeed } from './leaderFeed';
import { ManualTimers } from '../../../testing/manualTimers';
import { FakeLocks } from '../../../testing/fakeLocks';
import { WorkerHub, type TabPort } from './workerHub';

/** The connections that were made; the newest is the one that lives. */
let connections: { readonly listener: ConnectionListener; isOpen: boolean }[];

beforeEach(() => {
  connections = [];
});

function connect(listener: ConnectionListener) {
  const connection = { listener, isOpen: false };
  connections.push(connection);
  return {
    start: () => {
      connection.isOpen = true;
    },
    stop: () => {
      connection.isOpen = false;
    },
  };
}

function serverSays(offset: number, ...words: readonly string[]): void {
  const chunks = [...(offset === 0 ? [start(), textStart] : []), ...words.map(text)];
  const batches = [{ conversationId: 'c1', generationId: 'g1', offset, chunks }];
  connections.at(-1)?.listener.onEvent({ type: 'chunks', batches });
}

function serverSnapshot(): void {
  connections.at(-1)?.listener.onEvent({ type: 'snapshot', snapshot: { generations: [] } });
}

function textIn(message: FeedMessage | undefined): unknown {
  return message?.type === 'snapshot' ? message.generations.map(({ parts }) => parts) : message;
}

const AB = [[{ type: 'text', id: 't0', text: 'ab' }]];

describe('a leading tab, where there is no shared worker', () => {
  /** A channel that reaches every other tab at once. */
  class FakeChannels {
    readonly #ends: EventTarget[] = [];

    open(): BroadcastChannel {
      const end = new EventTarget();
      this.#ends.push(end);
      const postMessage = (data: unknown): void => {
        for (const other of this.#ends) {
          if (other !== end) other.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
        }
      };
      // Only these two members of a channel are used.
      return Object.assign(end, { postMessage }) as unknown as BroadcastChannel;
    }
  }

  let locks: FakeLocks;
  let channels: FakeChannels;

  beforeEach(() => {
    locks = new FakeLocks();
    channels = new FakeChannels();
  });

  async function openTab(name: string): Promise<{ readonly feed: EventFeed; readonly heard: FeedMessage[] }> {
    const heard: FeedMessage[] = [];
    // The real signature has overloads that nothing here uses.
    const asLocks = locks as unknown as LockManager;
    const feed = leaderFeed({
      tab: name,
      locks: asLocks,
      channel: channels.open(),
      connect,
      timers: new ManualTimers(),
    });
    feed.open((message) => heard.push(message));
    await promisesSettled();
    return { feed, heard };
  }

  test('one tab connects, and all hear the same', async () => {
    const first = await openTab('one');
    const second = await openTab('two');
    serverSnapshot();
    serverSays(0, 'a');
    expect(connections).toHaveLength(1);
    expect(first.heard.map(({ type }) => type)).toEqual(['status', 'snapshot', 'chunks']);
    expect(second.heard.map(({ type }) => type)).toEqual(['status', 'snapshot', 'chunks']);
  });

  test('a tab that comes later gets the state, and the others are not troubled', async () => {
    const first = await openTab('one');
    serverSnapshot();
    serverSays(0, 'a', 'b');
    const before = first.heard.length;
    const second = await openTab('two');
    expect(textIn(second.heard.at(-1))).toEqual(AB);
    expect(first.heard).toHaveLength(before);
  });

  test('when the leading tab goes, the next one connects', async () => {
    const first = await openTab('one');
    const second = await openTab('two');
    serverSnapshot();
    first.feed.leave();
    await promisesSettled();
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    serverSnapshot();
    serverSays(0, 'a');
    expect(second.heard.at(-1)?.type).toBe('chunks');
  });

  test('a page that comes back is served again', async () => {
    const first = await openTab('one');
    serverSnapshot();
    first.feed.leave();
    await promisesSettled();
    const heard: FeedMessage[] = [];
    first.feed.open((message) => heard.push(message));
    await promisesSettled();
    serverSnapshot();
    expect(heard.at(-1)?.type).toBe('snapshot');
    expect(connections.filter(({ isOpen }) => isOpen)).toHaveLength(1);
  });

  test('both kinds of tab can ask for the state again', async () => {
    const first = await openTab('one');
    const second = await openTab('two');
    serverSnapshot();
    serverSays(0, 'a', 'b');
    first.feed.resync();
    second.feed.resync();
    expect(textIn(first.heard.at(-1))).toEqual(AB);
    expect(textIn(second.heard.at(-1))).toEqual(AB);
  });
});

describe('a shared worker', () => {
  class FakePort extends EventTarget implements TabPort {
    readonly heard: FeedMessage[] = [];
    readonly postMessage = (message: unknown): void => {
      // The worker sends feed messages and nothing else.
      this.heard.push(...(message as readonly FeedMessage[]));
    };
    readonly start = (): void => undefined;

    say(data: unknown): void {
      this.dispatchEvent(new MessageEvent('message', { data }));
    }
  }

  let worker: WorkerHub;
  let urls: string[];
  let timers: ManualTimers;

  beforeEach(() => {
    urls = [];
    timers = new ManualTimers();
    worker = new WorkerHub((url) => {
      urls.push(url);
      return new EventHub(connect, timers);
    }, timers);
  });

  function openTab(): FakePort {
    const port = new FakePort();
    worker.connect(port);
    port.say({ type: 'hello', url: '/api/events?browser=b1' });
    return port;
  }

  test('ten tabs share one connection', () => {
    const tabs = Array.from({ length: 10 }, openTab);
    serverSnapshot();
    serverSays(0, 'a');
    expect(urls).toEqual(['/api/events?browser=b1']);
    expect(connections).toHaveLength(1);
    for (const tab of tabs) expect(tab.heard.at(-1)?.type).toBe('chunks');
  });

  test('a tab that says hello again gets the state again', () => {
    const tab = openTab();
    serverSnapshot();
    serverSays(0, 'a', 'b');
    tab.say({ type: 'hello', url: '/api/events?browser=b1' });
    expect(textIn(tab.heard.at(-1))).toEqual(AB);
  });

  test('a tab that draws nothing hears the same as the others, a little later', () => {
    const [unseen, seen] = [openTab(), openTab()];
    serverSnapshot();
    unseen.say({ type: 'watch', conversationIds: [] });
    seen.say({ type: 'watch', conversationIds: ['c1'] });
    serverSays(0, 'a', 'b');
    expect(seen.heard.at(-1)?.type).toBe('chunks');
    expect(unseen.heard.at(-1)?.type).toBe('snapshot');
    timers.pass(250);
    expect(unseen.heard).toEqual(seen.heard);
  });

  test.each([
    [
      'says bye',
      (tab: FakePort) => {
        tab.say({ type: 'bye' });
      },
    ],
    ['closes its port', (tab: FakePort) => tab.dispatchEvent(new Event('close'))],
  ])('the connection closes when the last tab %s', (_how, goes) => {
    const tabs = [openTab(), openTab()];
    tabs.slice(0, 1).forEach(goes);
    expect(connections.at(-1)?.isOpen).toBe(true);
    tabs.slice(1).forEach(goes);
    expect(connections.at(-1)?.isOpen).toBe(false);
  });
});
