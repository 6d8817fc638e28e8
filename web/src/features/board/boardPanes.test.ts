// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import { ConversationList } from '../../shared/conversations/conversationList';
import type { ConversationActivity } from '../../shared/conversations/types';
import { createStore } from '../../shared/store';
import { FakeApi, summary } from '../../testing/fakeApi';
import { BoardPanes } from './boardPanes';

let list: ConversationList;
const activity = createStore<ReadonlyMap<string, ConversationActivity>>(new Map());
const boardPlaces = createStore<readonly string[]>([]);
let panes: BoardPanes;
let views: number;

beforeEach(() => {
  list = new ConversationList(new FakeApi());
  activity.set(new Map());
  boardPlaces.set([]);
  list.put(summary('a', { attention: 'streaming' }));
  panes = new BoardPanes({ list, activity, boardPlaces });
  panes.follow();
  views = 0;
  panes.view.subscribe(() => views++);
});

function says(attention: ConversationActivity['attention'], excerpt: string): void {
  activity.set(new Map([['a', { attention, isStopping: false, place: null, excerpt }]]));
}

function shown(): readonly string[] {
  return panes.view.get().panes;
}

test('the words that stream draw no board', () => {
  says('streaming', 'one');
  says('streaming', 'one two');
  expect(views).toBe(0);
  says('waiting', 'one two');
  expect(views).toBe(1);
});

test('one that is deleted elsewhere leaves', () => {
  list.accept({ change: 'deleted', id: 'a' });
  expect(shown()).toEqual([]);
});

test('one that was looked at stays, until it is put away; when it goes on, it comes back', () => {
  list.patch('a', { attention: 'none' });
  expect(shown()).toEqual(['a']);
  panes.putAway(['a']);
  expect(shown()).toEqual([]);
  list.patch('a', { attention: 'queued' });
  expect(shown()).toEqual(['a']);
});

test('whoever comes back to the board finds the same places', () => {
  list.put(summary('b', { attention: 'streaming', updatedAt: '2026-11-23T00:00:00Z' }));
  list.put(summary('a', { attention: 'none', updatedAt: '2026-11-24T00:00:00Z' }));
  expect(shown()).toEqual(['b', 'a']);
  expect(new BoardPanes({ list, activity, boardPlaces }).view.get().panes).toEqual(['b', 'a']);
});

test('after a reconnect the list of the server is the truth', async () => {
  await list.reload();
  expect(shown()).toEqual([]);
});
