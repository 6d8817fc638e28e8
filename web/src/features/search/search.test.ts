import { beforeEach, describe, expect, it } from 'vitest';
import { UnreachableError } from '../../protocol/problem';
import type { SearchHit, SearchPage } from '../../protocol/search';
import { ManualTimers } from '../../testing/manualTimers';
import { PAUSE_MILLIS, Search } from './search';

interface Asked {
  readonly query: string;
  readonly after: string | undefined;
  readonly answer: (page: SearchPage) => Promise<void>;
  readonly fail: () => Promise<void>;
}

function hit(conversationId: string): SearchHit {
  return { conversationId, createdAt: '2026-11-22T08:00:00Z', excerpt: [{ text: conversationId, match: true }] };
}

describe('Search', () => {
  let timers: ManualTimers;
  let asked: Asked[];
  let search: Search;

  beforeEach(() => {
    timers = new ManualTimers();
    asked = [];
    const ask = (query: string, after?: string): Promise<SearchPage> => {
      let resolve: (page: SearchPage) => void = () => undefined;
      let reject: (error: Error) => void = () => undefined;
      const promise = new Promise<SearchPage>((...settle) => {
        [resolve, reject] = settle;
      });
      const settled = (settle: () => void) => async () => {
        settle();
        await promise.catch(() => undefined);
      };
      asked.push({
        query,
        after,
        answer: (page) =>
          settled(() => {
            resolve(page);
          })(),
        fail: settled(() => {
          reject(new UnreachableError({ cause: 'cut' }));
        }),
      });
      return promise;
    };
    search = new Search({ api: { search: ask }, timers });
  });

  function type(text: string): void {
    search.look(text);
    timers.pass(PAUSE_MILLIS);
  }

  it('asks once somebody has typed, not for every letter', () => {
    search.look('v');
    search.look('vi');
    search.look('vio ');
    expect(asked).toHaveLength(0);
    expect(search.state.get().type).toBe('loading');
    timers.pass(PAUSE_MILLIS);
    expect(asked.map(({ query }) => query)).toEqual(['vio']);
  });

  it('drops the answer to what was typed before, however late it comes', async () => {
    type('vio');
    type('violin');
    await asked[1]?.answer({ items: [hit('new')] });
    await asked[0]?.answer({ items: [hit('old')] });
    expect(search.state.get()).toEqual({ type: 'ready', items: [hit('new')], next: null });
  });

  it('keeps showing what was found while more is typed, and nothing once the field is empty', async () => {
    type('vio');
    await asked[0]?.answer({ items: [hit('a')] });
    type('viol');
    expect(search.state.get()).toEqual({ type: 'loading', items: [hit('a')] });
    search.look(' ');
    expect(search.state.get()).toEqual({ type: 'idle' });
    await asked[1]?.answer({ items: [hit('b')] });
    expect(search.state.get()).toEqual({ type: 'idle' });
    expect(timers.isIdle).toBe(true);
  });

  it('puts the next piece below what is there', async () => {
    type('vio');
    await asked[0]?.answer({ items: [hit('a')], next: 'cursor' });
    search.more();
    expect(asked[1]).toMatchObject({ query: 'vio', after: 'cursor' });
    await asked[1]?.answer({ items: [hit('b')] });
    expect(search.state.get()).toEqual({ type: 'ready', items: [hit('a'), hit('b')], next: null });
    search.more();
    expect(asked).toHaveLength(2);
  });

  it('says why it failed and asks again when it is told to', async () => {
    type('vio');
    await asked[0]?.fail();
    expect(search.state.get()).toMatchObject({ type: 'failed', items: [] });
    search.retry();
    await asked[1]?.answer({ items: [hit('a')] });
    expect(search.state.get()).toMatchObject({ type: 'ready', items: [hit('a')] });
  });
});
