import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GenerationRouter } from '../features/chat/transport/generationRouter';
import { directFeed } from '../features/chat/transport/directFeed';
import { EventConnection } from '../features/chat/transport/eventConnection';
import { multiplexedTransport } from '../features/chat/transport/multiplexedTransport';
import type { EventFeed, FeedMessage } from '../features/chat/transport/feed';
import { useChat } from '../features/chat/useChat';
import type { LiveGeneration } from '../protocol/events';
import type { ConnectionStatus } from '../shared/connection/types';
import { createStore } from '../shared/store';
import type { Timers } from '../shared/timers';
import { ChatHarness } from '../testing/chatHarness';
import { queued } from '../testing/chunks';
import { exchange, stored } from '../testing/fakeApi';
import { startFakeServer, type FakeExchange, type FakeServer } from '../testing/fakeServer';
import { Inbox } from '../testing/inbox';
import { followFeed } from './followFeed';
import { NOTHING_LIVE } from './liveAttention';
import type { AppServices } from './types';

/** The page over a real line to a server that the test plays: what it shows, whatever was lost with a line. */
let server: FakeServer;
let page: ChatHarness;
let services: AppServices;
let feed: EventFeed;
let heard: Inbox<FeedMessage>;
let chat: () => ReturnType<typeof useChat>;

beforeEach(async () => {
  server = await startFakeServer();
  page = new ChatHarness();
  for (const id of ['c1', 'c2']) page.api.put(id, exchange);
  const router = new GenerationRouter(() => {
    feed.resync();
  });
  services = {
    ...page.services,
    live: router,
    transport: multiplexedTransport(page.api, router, page.timers),
    connection: createStore<ConnectionStatus>({
      type: 'connecting',
    }),
    followUps: page.followUps,
    liveAttention: createStore(NOTHING_LIVE),
    inSight: createStore<string | null>(null),
    boardPlaces: createStore<readonly string[]>([]),
  };
  heard = new Inbox();
  const url = `${server.url}/api/events`;
  feed = directFeed(
    (listener) => new EventConnection({ url, fetch, timers: page.timers, random: () => 0 }, listener),
    inAMoment,
  );
  const accept = followFeed(services, router);
  const { result } = renderHook(() => useChat({ services, currentConversationId: 'c1', navigate: () => undefined }));
  chat = () => result.current;
  feed.open((message) => {
    act(() => {
      accept(message);
    });
    heard.put(message);
  });
});

/** Text waits for the next moment only. */
const inAMoment: Timers = {
  now: () => 0,
  after: (_millis, action) => {
    queueMicrotask(action);
    return () => undefined;
  },
};

afterEach(async () => {
  feed.leave();
  await server.close();
});

function live(conversationId: string, change: Partial<LiveGeneration> = {}): LiveGeneration {
  return {
    id: `g-${conversationId}`,
    conversationId,
    messageId: `a-${conversationId}`,
    parentId: 'u1',
    model: 'local/tiny',
    state: 'running',
    offset: 3,
    parts: [{ type: 'text', id: 't0', text: 'half' }],
    ...change,
  };
}

/** The next line that the page opens; the server's first word on it is this snapshot. */
async function connected(...generations: readonly LiveGeneration[]): Promise<FakeExchange> {
  const line = await server.requests.next();
  line.stream();
  line.event({ generations }, { event: 'snapshot', id: 'e.1' });
  await until('snapshot');
  return line;
}

async function until(type: FeedMessage['type']): Promise<void> {
  while ((await heard.next()).type !== type);
  await page.act(() => undefined);
}

/** The line breaks, and the page waits to try again. */
async function cut(line: FakeExchange): Promise<void> {
  line.cut();
  await until('status');
  expect(services.connection.get().type).toBe('lost');
  while (page.timers.isIdle) await new Promise(setImmediate);
  page.timers.pass(10_000);
}

test('a generation that vanished during the cut leaves no spinner, no place in a queue and no follow-up', async () => {
  page.api.putQueue('c1', { items: [{ id: 'f1', text: 'later', createdAt: '' }] });
  const line = await connected(live('c1'), live('c2', { state: 'queued', queue: { position: 2, of: 2 } }));
  line.event([{ conversationId: 'c2', generationId: 'g-c2', offset: 3, chunks: queued(2) }], { event: 'chunks' });
  await until('chunks');
  expect([...chat().streamingConversationIds]).toEqual(['c1', 'c2']);
  expect(services.activity.get().get('c2')).toMatchObject({ attention: 'queued', place: { position: 2, of: 2 } });
  services.followUps.of('c1').announce({ count: 1, revision: 1 });
  await page.act(() => undefined);
  expect(page.followUpsIn('c1')).toEqual(['later']);

  const [question] = exchange;
  if (question === undefined) throw new Error('no question');
  const kept = stored('a-c1', { role: 'assistant', parentId: 'u1', status: 'interrupted' });
  page.api.put('c1', [question, kept], { attention: 'interrupted' });
  page.api.putQueue('c1', { items: [] });
  await cut(line);
  await connected();
  services.followUps.of('c1').announce(services.list.get('c1')?.followUps ?? null);
  await page.act(() => undefined);

  expect([...chat().streamingConversationIds]).toEqual([]);
  expect(services.activity.get().size).toBe(0);
  expect(services.liveAttention.get()).toEqual(NOTHING_LIVE);
  expect(chat().messages.at(-1)).toMatchObject({ id: 'a-c1', status: { type: 'incomplete', reason: 'interrupted' } });
  expect(page.followUpsIn('c1')).toEqual([]);
});

test('a generation that appeared during the cut is shown, and grows', async () => {
  await cut(await connected());
  const line = await connected(live('c1'));
  expect(chat().isStreaming).toBe(true);
  const chunks = [{ type: 'text-delta', id: 't0', delta: ' and whole' }];
  line.event([{ conversationId: 'c1', generationId: 'g-c1', offset: 3, chunks }], { event: 'chunks' });
  await until('chunks');
  expect(chat().streamingMessage.get()?.parts).toEqual([{ type: 'text', id: 't0', text: 'half and whole' }]);
  expect(services.liveAttention.get().streaming).toBe(1);
});

test('what the list shows after the cut is what the server lists, whatever was shown before', async () => {
  services.list.put({ ...exampleRow('c1'), attention: 'streaming', followUps: { count: 2, revision: 7 } });
  services.list.put(exampleRow('gone'));
  await cut(await connected());
  await connected();
  expect(services.list.state.get().items.map(({ id }) => id)).toEqual(['c1', 'c2']);
  expect(services.list.get('c1')).toMatchObject({ attention: 'none' });
  expect(services.list.get('c1')?.followUps).toBeUndefined();
});

function exampleRow(id: string) {
  return {
    id,
    title: id,
    model: null,
    pinned: false,
    archived: false,
    updatedAt: '2026-11-22T07:00:00Z',
    messageCount: 2,
    attention: 'none' as const,
  };
}
