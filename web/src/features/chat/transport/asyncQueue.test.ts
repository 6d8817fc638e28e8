// @vitest-environment node
import { expect, test } from 'vitest';
import { AsyncQueue } from './asyncQueue';

async function all<T>(queue: AsyncQueue<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of queue) items.push(item);
  return items;
}

test('items come in order, those from before the loop and those from after', async () => {
  const queue = new AsyncQueue<number>();
  queue.push([1, 2]);
  const reading = all(queue);
  queue.push([3]);
  await Promise.resolve();
  queue.push([4]);
  queue.close();
  queue.push([5]);
  expect(await reading).toEqual([1, 2, 3, 4]);
});

test('an error comes after the items before it', async () => {
  const queue = new AsyncQueue<number>();
  queue.push([1]);
  queue.close(new Error('broken'));
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of queue) seen.push(item);
  })();
  await expect(reading).rejects.toThrow('broken');
  expect(seen).toEqual([1]);
});

test('only the first end counts', async () => {
  const queue = new AsyncQueue<number>();
  queue.close();
  queue.close(new Error('late'));
  expect(await all(queue)).toEqual([]);
});
