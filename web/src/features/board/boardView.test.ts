// @vitest-environment node
import { describe, expect, test } from 'vitest';
import type { Attention, ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';
import { summary } from '../../testing/fakeApi';
import { boardView, isSameView, type BoardView } from './boardView';

function view(
  items: readonly ConversationSummary[],
  live: Readonly<Record<string, Attention>> = {},
  before: readonly string[] = [],
  deleted: readonly string[] = [],
): BoardView {
  const activity = new Map<string, ConversationActivity>(
    Object.entries(live).map(([id, attention]) => [id, { attention, isStopping: false, place: null, excerpt: '' }]),
  );
  return boardView(before, { items, activity, isDeleted: (id) => deleted.includes(id) });
}

function at(id: string, attention: Attention, minute = 0): ConversationSummary {
  return summary(id, { attention, updatedAt: `2026-11-22T08:${String(minute).padStart(2, '0')}:00Z` });
}

describe('who is on the board', () => {
  test('whatever is active or has ended unseen, and nobody else', () => {
    const all: readonly Attention[] = [
      'none',
      'queued',
      'streaming',
      'waiting',
      'finished',
      'stopped',
      'failed',
      'interrupted',
    ];
    const { panes } = view(all.map((attention) => at(attention, attention)));
    expect([...panes].sort()).toEqual(all.filter((attention) => attention !== 'none').sort());
  });

  test('what streams here, also when the list does not say so yet, or is too short to name it', () => {
    expect(view([at('a', 'none')], { a: 'streaming', old: 'queued' }).panes).toEqual(['a', 'old']);
  });

  test('a deleted one is not, although its stream has not ended yet', () => {
    expect(view([], { a: 'streaming' }, ['a'], ['a']).panes).toEqual([]);
  });
});

describe('the places', () => {
  test('the newest is first, pinned in the list or not', () => {
    const pinned = { ...at('b', 'streaming', 2), pinned: true };
    expect(view([pinned, at('a', 'queued', 1), at('c', 'finished', 3)]).panes).toEqual(['c', 'b', 'a']);
  });

  test('whoever is there keeps its place when others come, end, or are looked at', () => {
    const before = ['a', 'b', 'c'];
    const items = [at('c', 'none', 9), at('a', 'streaming', 3), at('b', 'finished', 2), at('new', 'queued', 8)];
    expect(view(items, {}, before).panes).toEqual(['new', 'a', 'b', 'c']);
  });

  test('what the list does not name any more leaves', () => {
    expect(view([at('b', 'streaming')], {}, ['a', 'b']).panes).toEqual(['b']);
  });
});

test('the counts are of the panes, each by what it is at now', () => {
  const items = [at('a', 'none'), at('b', 'streaming'), at('c', 'waiting'), at('d', 'finished'), at('e', 'none')];
  const { answering, inLine, waiting, ended } = view(items, { a: 'queued', b: 'streaming' }, ['e']);
  expect({ answering, inLine, waiting, ended: [...ended].sort() }).toEqual({
    answering: 1,
    inLine: 1,
    waiting: 1,
    ended: ['d', 'e'],
  });
});

test('a view is the same only if each pane and each count is', () => {
  const one = view([at('a', 'streaming'), at('b', 'streaming')]);
  expect(isSameView(one, view([at('a', 'streaming'), at('b', 'streaming')]))).toBe(true);
  expect(isSameView(one, view([at('b', 'streaming'), at('a', 'streaming')]))).toBe(false);
  expect(isSameView(one, view([at('a', 'streaming'), at('b', 'finished')]))).toBe(false);
  expect(isSameView(one, view([at('a', 'streaming'), at('b', 'waiting')]))).toBe(false);
});
