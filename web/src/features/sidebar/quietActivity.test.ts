// @vitest-environment node
import { expect, test } from 'vitest';
import type { ConversationActivity } from '../../shared/conversations/types';
import { createStore } from '../../shared/store';
import { quietly } from './quietActivity';

function streaming(excerpt: string): ConversationActivity {
  return { attention: 'streaming', isStopping: false, place: null, excerpt };
}

test('the map changes when a state does, and not with the words of an answer', () => {
  const store = createStore<ReadonlyMap<string, ConversationActivity>>(new Map([['a', streaming('one')]]));
  const quiet = quietly(store.get());
  const first = quiet(store.get());
  store.set(new Map([['a', streaming('one two')]]));
  expect(quiet(store.get())).toBe(first);
  store.set(
    new Map([
      ['a', streaming('one two three')],
      ['b', streaming('four')],
    ]),
  );
  expect([...quiet(store.get()).keys()]).toEqual(['a', 'b']);
  expect(quiet(store.get()).get('a')).toBe(first.get('a'));
  store.set(new Map([['b', { attention: 'waiting', isStopping: false, place: null, excerpt: '' }]]));
  expect([...quiet(store.get())]).toEqual([
    ['b', { attention: 'waiting', isStopping: false, place: null, excerpt: '' }],
  ]);
});
