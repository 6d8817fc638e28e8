// @vitest-environment node
import { expect, test } from 'vitest';
import { Backoff } from './backoff';

test('waits double up to ten seconds and begin again after a reset', () => {
  const backoff = new Backoff(() => 1);
  const waits = Array.from({ length: 8 }, () => backoff.next());
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  backoff.reset();
  expect(backoff.next()).toBe(250);
});

test('chance takes up to half of a wait away', () => {
  expect(new Backoff(() => 0).next()).toBe(125);
});
