// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import type { Attention } from '../../protocol/api';
import type { ConversationListState } from '../../shared/conversations/types';
import { createStore, type Store } from '../../shared/store';
import { promisesSettled } from '../../testing/chatHarness';
import { summary } from '../../testing/fakeApi';
import { FakeLocks } from '../../testing/fakeLocks';
import { startNotifier } from './notifier';

/** The tabs of one browser: they share locks and the server's word. */
class Tab {
  readonly list: Store<ConversationListState>;
  readonly inSight = createStore<string | null>(null);
  readonly told: string[] = [];
  readonly close: () => void;

  constructor(locks: FakeLocks, attention: Readonly<Record<string, Attention>>) {
    this.list = createStore<ConversationListState>({ load: { type: 'ready' }, items: [], hasMore: false });
    this.hear(attention);
    this.close = startNotifier({
      list: this.list,
      inSight: this.inSight,
      locks,
      show: ({ conversationId, text }) => this.told.push(`${conversationId}: ${text}`),
    });
  }

  hear(attention: Readonly<Record<string, Attention>>): void {
    const items = Object.entries(attention).map(([id, each]) => summary(id, { attention: each }));
    this.list.update((state) => ({ ...state, items }));
  }
}

let locks: FakeLocks;
let one: Tab;
let other: Tab;

beforeEach(async () => {
  locks = new FakeLocks();
  one = new Tab(locks, { c1: 'streaming', c2: 'streaming', c3: 'none' });
  other = new Tab(locks, { c1: 'streaming', c2: 'streaming', c3: 'none' });
  await promisesSettled();
});

async function happens(attention: Readonly<Record<string, Attention>>): Promise<readonly string[]> {
  for (const tab of [one, other]) tab.hear(attention);
  await promisesSettled();
  return [...one.told, ...other.told];
}

test('what finished, failed or asks is told once, by one tab', async () => {
  expect(await happens({ c1: 'finished', c2: 'failed', c3: 'waiting' })).toEqual([
    'c1: The answer is finished',
    'c2: The answer failed',
    'c3: Needs your answer',
  ]);
});

test('what any tab shows is not told', async () => {
  other.inSight.set('c1');
  await promisesSettled();
  expect(await happens({ c1: 'finished', c2: 'finished', c3: 'none' })).toEqual(['c2: The answer is finished']);
});

test('what a tab has shown before is told again when it is out of sight', async () => {
  other.inSight.set('c1');
  await promisesSettled();
  other.inSight.set(null);
  await promisesSettled();
  expect(await happens({ c1: 'finished', c2: 'streaming', c3: 'none' })).toEqual(['c1: The answer is finished']);
});

test('a beginning, a stop, a conversation from before and the same word again are no news', async () => {
  expect(await happens({ c1: 'stopped', c2: 'streaming', c3: 'queued', c4: 'finished' })).toEqual([]);
  await happens({ c1: 'stopped', c2: 'finished', c3: 'queued' });
  expect(await happens({ c1: 'stopped', c2: 'finished', c3: 'queued' })).toEqual(['c2: The answer is finished']);
});

test('when the tab that tells is closed, another one takes over', async () => {
  one.close();
  await promisesSettled();
  expect(await happens({ c1: 'finished', c2: 'streaming', c3: 'none' })).toEqual(['c1: The answer is finished']);
  expect(other.told).toHaveLength(1);
});
