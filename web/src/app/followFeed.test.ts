import { beforeEach, expect, test } from 'vitest';
import type { FeedMessage } from '../features/chat/transport/feed';
import type { ConnectionStatus } from '../shared/connection/types';
import { createStore } from '../shared/store';
import { ChatHarness } from '../testing/chatHarness';
import { finish, question, start } from '../testing/chunks';
import { exchange, stored, summary } from '../testing/fakeApi';
import type { AppServices } from './types';
import { NOTHING_LIVE } from './liveAttention';
import { followFeed } from './followFeed';

let page: ChatHarness;
let connection: ReturnType<typeof createStore<ConnectionStatus>>;
let services: AppServices;
let hear: (message: FeedMessage) => Promise<void>;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  page.api.put('c2', exchange);
  connection = createStore<ConnectionStatus>({ type: 'connecting' });
  services = {
    ...page.services,
    connection,
    followUps: page.followUps,
    liveAttention: createStore(NOTHING_LIVE),
    inSight: createStore<string | null>(null),
    boardPlaces: createStore<readonly string[]>([]),
  };
  const accept = followFeed(services, page.router);
  hear = (message) =>
    page.act(() => {
      accept(message);
    });
  await page.open('c1');
  page.api.calls.length = 0;
});

function updated(id: string): FeedMessage {
  return { type: 'conversation', change: { change: 'updated', id, summary: summary(id, { title: 'New title' }) } };
}

test('a snapshot asks again for the list, the models, the settings and what is on the screen', async () => {
  await hear({ type: 'snapshot', generations: [] });
  expect([...page.api.calls].sort()).toEqual(['conversation c1', 'conversations', 'models', 'settings']);
});

test('a lost connection is told', async () => {
  await hear({ type: 'status', status: { type: 'lost', since: 1 } });
  expect(connection.get()).toEqual({ type: 'lost', since: 1 });
});

test('several changes of the conversation on the screen are one question', async () => {
  page.api.put('c1', [...exchange, stored('u2', { parentId: 'a1' })]);
  await hear(updated('c1'));
  await hear(updated('c1'));
  await page.act(() => {
    page.timers.pass(150);
  });
  expect(page.api.calls).toEqual(['conversation c1']);
  expect(page.shown.at(-1)).toBe('text of u2');
});

test('a change of one that is not on the screen only changes the list', async () => {
  await hear(updated('c2'));
  await page.act(() => {
    page.timers.pass(150);
  });
  expect(page.services.list.get('c2')?.title).toBe('New title');
  expect(page.api.calls).toEqual([]);
});

test('while an answer grows, a change asks nothing; its chunks say all', async () => {
  const chunks = [start({ generationId: 'g1', conversationId: 'c1' })];
  await hear({ type: 'chunks', batches: [{ conversationId: 'c1', generationId: 'g1', offset: 0, chunks }] });
  await hear(updated('c1'));
  await page.act(() => {
    page.timers.pass(150);
  });
  expect(page.api.calls).toEqual([]);
  const batch = { conversationId: 'c1', generationId: 'g1', offset: 1, chunks: [finish] };
  await hear({ type: 'chunks', batches: [batch] });
  await hear(updated('c1'));
  await page.act(() => {
    page.timers.pass(150);
  });
  expect(page.api.calls).toContain('conversation c1');
});

test('one that was deleted elsewhere is gone from the list and from the screen', async () => {
  await hear({ type: 'conversation', change: { change: 'deleted', id: 'c1' } });
  expect(page.chat.load).toEqual({ type: 'missing' });
  expect(page.services.list.state.get().items.map((item) => item.id)).toEqual(['c2']);
});

test('what is held of one that was deleted elsewhere is let go where it is not on the screen', async () => {
  const held = services.conversations.of('c2');
  await hear(updated('c2'));
  expect(services.conversations.all()).toContain(held);
  await hear({ type: 'conversation', change: { change: 'deleted', id: 'c2' } });
  expect(services.conversations.all()).not.toContain(held);
});

test('how many answers come and how many questions wait is known without a frame, and ends with the snapshot', async () => {
  const chunks = [start({ generationId: 'g1' }), ...question('q1')];
  await hear({ type: 'chunks', batches: [{ conversationId: 'c1', generationId: 'g1', offset: 0, chunks }] });
  await hear({
    type: 'chunks',
    batches: [{ conversationId: 'c2', generationId: 'g2', offset: 0, chunks: [start({ generationId: 'g2' })] }],
  });
  expect(services.liveAttention.get()).toEqual({ streaming: 1, waiting: 1 });
  await hear({ type: 'snapshot', generations: [] });
  expect(services.liveAttention.get()).toEqual({ streaming: 0, waiting: 0 });
});
