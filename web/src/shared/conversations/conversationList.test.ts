// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import type { ConversationPage } from '../../protocol/api';
import { summary } from '../../testing/fakeApi';
import { ConversationList } from './conversationList';

/** Answers in the order of the questions, when the test says so. */
class GatedPages {
  readonly asked: (string | undefined)[] = [];
  readonly #waiting: { resolve: (page: ConversationPage) => void; reject: (error: Error) => void }[] = [];

  readonly conversations = (after?: string): Promise<ConversationPage> => {
    this.asked.push(after);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  };

  async answer(next: string | null, ...ids: readonly string[]): Promise<void> {
    this.#waiting.shift()?.resolve({ items: ids.map((id) => summary(id)), next });
    await settled();
  }

  async fail(): Promise<void> {
    this.#waiting.shift()?.reject(new Error('away'));
    await settled();
  }
}

let pages: GatedPages;
let list: ConversationList;

beforeEach(() => {
  pages = new GatedPages();
  list = new ConversationList(pages);
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function ids(): readonly string[] {
  return list.state.get().items.map((item) => item.id);
}

async function loaded(...all: readonly string[]): Promise<void> {
  void list.reload();
  await pages.answer(null, ...all);
}

test('pinned conversations come first, then the newest', async () => {
  await loaded();
  list.put(summary('old', { updatedAt: '2026-01-01T00:00:00Z' }));
  list.put(summary('new', { updatedAt: '2026-02-01T00:00:00Z' }));
  list.put(summary('pinned', { updatedAt: '2025-01-01T00:00:00Z', pinned: true }));
  expect(ids()).toEqual(['pinned', 'new', 'old']);
});

test('the next page is asked for with the cursor of the last', async () => {
  void list.reload();
  await pages.answer('after-b', 'a', 'b');
  expect(list.state.get().hasMore).toBe(true);
  void list.loadMore();
  void list.loadMore();
  await pages.answer(null, 'c');
  expect(pages.asked).toEqual([undefined, 'after-b']);
  expect(ids()).toHaveLength(3);
  expect(list.state.get().hasMore).toBe(false);
});

test('a page that cannot be had can be asked for again', async () => {
  void list.reload();
  await pages.answer('after-a', 'a');
  void list.loadMore();
  await pages.fail();
  expect(list.state.get().hasMore).toBe(true);
  void list.loadMore();
  await pages.answer(null, 'b');
  expect(ids()).toEqual(['a', 'b']);
});

test('a reload asks for as many pages as are shown', async () => {
  void list.reload();
  await pages.answer('after-a', 'a');
  void list.loadMore();
  await pages.answer(null, 'b');
  void list.reload();
  await pages.answer('after-a', 'a');
  await pages.answer(null, 'b');
  expect(pages.asked).toEqual([undefined, 'after-a', undefined, 'after-a']);
  expect(ids()).toEqual(['a', 'b']);
});

test('what a reload does not name is gone', async () => {
  await loaded('a', 'b');
  await loaded('b');
  expect(ids()).toEqual(['b']);
});

test('many wishes to reload during one are one more', async () => {
  void list.reload();
  void list.reload();
  void list.reload();
  await pages.answer(null, 'a');
  await pages.answer(null, 'a');
  expect(pages.asked).toHaveLength(2);
});

test('what changed while a reload was on its way is newer than its answer', async () => {
  await loaded('a');
  void list.reload();
  list.accept({ change: 'updated', id: 'a', summary: summary('a', { title: 'Newer' }) });
  await pages.answer(null, 'a');
  expect(list.get('a')?.title).toBe('Newer');
});

test('a list that was there stays when the server is away; one that was not says so', async () => {
  void list.reload();
  await pages.fail();
  expect(list.state.get().load).toEqual({ type: 'failed', detail: 'away' });
  await loaded('a');
  void list.reload();
  await pages.fail();
  expect(list.state.get().load).toEqual({ type: 'ready' });
  expect(ids()).toEqual(['a']);
});

describe('what is deleted', () => {
  test('stays deleted, whatever comes late', async () => {
    await loaded('a', 'b');
    void list.reload();
    list.remove('a');
    list.accept({ change: 'updated', id: 'a', summary: summary('a') });
    await pages.answer(null, 'a', 'b');
    expect(ids()).toEqual(['b']);
  });

  test('comes back when the server did not do it', async () => {
    await loaded('a');
    list.remove('a');
    list.restore(summary('a'));
    expect(ids()).toEqual(['a']);
  });

  test('elsewhere leaves this list too', async () => {
    await loaded('a', 'b');
    list.accept({ change: 'deleted', id: 'b' });
    expect(ids()).toEqual(['a']);
  });
});

test('one that the server does not know yet outlives a reload, until it is refused', async () => {
  await loaded('a');
  list.putUnsent(summary('mine'));
  await loaded('a');
  expect(ids()).toContain('mine');
  list.forgetUnsent('mine');
  expect(ids()).toEqual(['a']);
});

test('an archived conversation is not in the list', async () => {
  await loaded('a');
  list.accept({ change: 'updated', id: 'a', summary: summary('a', { archived: true }) });
  expect(ids()).toEqual([]);
});
