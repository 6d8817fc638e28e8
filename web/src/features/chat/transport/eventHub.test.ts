// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import type { ServerEvent } from '../../../protocol/events';
import { start, text, textStart } from '../../../testing/chunks';
import type { ConnectionListener } from './eventConnection';
import { EventHub } from './eventHub';
import type { FeedMessage } from './feed';

let listener: ConnectionListener;
let connections: string[];
let hub: EventHub;

beforeEach(() => {
  connections = [];
  hub = new EventHub((given) => {
    listener = given;
    return { start: () => connections.push('start'), stop: () => connections.push('stop') };
  });
});

function tab(): { readonly heard: FeedMessage[]; readonly leave: () => void } {
  const heard: FeedMessage[] = [];
  const leave = hub.join((message) => heard.push(message));
  return { heard, leave };
}

function chunks(offset: number, ...words: readonly string[]): ServerEvent {
  const begin = offset === 0 ? [start(), textStart] : [];
  const batch = { conversationId: 'c1', generationId: 'g1', offset, chunks: [...begin, ...words.map(text)] };
  return { type: 'chunks', batches: [batch] };
}

const SNAPSHOT: ServerEvent = { type: 'snapshot', snapshot: { generations: [] } };

test('one connection serves all tabs, and lives as long as there is one', () => {
  const [one, two] = [tab(), tab()];
  one.leave();
  expect(connections).toEqual(['start']);
  two.leave();
  expect(connections).toEqual(['start', 'stop']);
});

test('all tabs hear what the server says', () => {
  const tabs = [tab(), tab()];
  listener.onStatus({ type: 'open' });
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  for (const { heard } of tabs) {
    expect(heard.map(({ type }) => type)).toEqual(['status', 'status', 'snapshot', 'chunks']);
  }
});

test('a tab that joins later gets what was written so far', () => {
  tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a', 'b'));
  const { heard } = tab();
  expect(heard.at(-1)).toMatchObject({
    type: 'snapshot',
    generations: [{ id: 'g1', conversationId: 'c1', offset: 4, parts: [{ text: 'ab' }] }],
  });
});

test('a tab that joins before the first snapshot waits for it', () => {
  const { heard } = tab();
  expect(heard).toEqual([{ type: 'status', status: { type: 'connecting' } }]);
});

test('repeats do not reach the tabs', () => {
  const { heard } = tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  listener.onEvent(chunks(0, 'a'));
  expect(heard.filter(({ type }) => type === 'chunks')).toHaveLength(1);
});

test('missing chunks are refused, and nobody gets a state that has a hole', () => {
  tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  expect(() => {
    listener.onEvent(chunks(7, 'x'));
  }).toThrow(/missing/);
  expect(tab().heard.map(({ type }) => type)).toEqual(['status']);
});

test('after all tabs have left, the next one does not get old news', () => {
  const { leave } = tab();
  listener.onEvent(SNAPSHOT);
  leave();
  expect(tab().heard).toEqual([{ type: 'status', status: { type: 'connecting' } }]);
});
