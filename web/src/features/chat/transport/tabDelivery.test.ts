// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import { ManualTimers } from '../../../testing/manualTimers';
import type { FeedMessage } from './feed';
import { TabDelivery } from './tabDelivery';

const CHUNKS: FeedMessage = { type: 'chunks', batches: [] };
const CHANGE: FeedMessage = { type: 'conversation', change: { change: 'deleted', id: 'c1' } };
const OPEN: FeedMessage = { type: 'status', status: { type: 'open' } };
const SNAPSHOT: FeedMessage = { type: 'snapshot', generations: [] };

let timers: ManualTimers;
let posts: (readonly FeedMessage[])[];
let delivery: TabDelivery;

beforeEach(() => {
  timers = new ManualTimers();
  posts = [];
  delivery = new TabDelivery(timers, (messages) => posts.push(messages));
});

test('a tab that did not say what it draws hears all at once', () => {
  delivery.tell(CHUNKS);
  delivery.tell(CHANGE);
  expect(posts).toEqual([[CHUNKS], [CHANGE]]);
});

test('a tab that draws nothing hears four times a second, of all that came meanwhile together', () => {
  delivery.draws(false);
  delivery.tell(CHUNKS);
  timers.pass(249);
  delivery.tell(CHANGE);
  expect(posts).toEqual([]);
  timers.pass(1);
  expect(posts).toEqual([[CHUNKS, CHANGE]]);
  delivery.tell(CHUNKS);
  timers.pass(250);
  expect(posts).toHaveLength(2);
  expect(timers.isIdle).toBe(true);
});

test('when it begins to draw something, it hears at once what waits, and from then on everything', () => {
  delivery.draws(false);
  delivery.tell(CHUNKS);
  delivery.draws(true);
  delivery.tell(CHANGE);
  expect(posts).toEqual([[CHUNKS], [CHANGE]]);
});

test.each([OPEN, SNAPSHOT])(
  'what says how the connection is does not wait, and overtakes nothing: $type',
  (message) => {
    delivery.draws(false);
    delivery.tell(CHUNKS);
    delivery.tell(message);
    expect(posts).toEqual([[CHUNKS, message]]);
  },
);

test('a tab that has gone is told nothing more', () => {
  delivery.draws(false);
  delivery.tell(CHUNKS);
  delivery.clear();
  timers.pass(1000);
  expect(posts).toEqual([]);
  expect(timers.isIdle).toBe(true);
});
