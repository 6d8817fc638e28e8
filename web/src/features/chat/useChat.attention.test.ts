import { beforeEach, describe, expect, test } from 'vitest';
import { ChatHarness } from '../../testing/chatHarness';
import { finish } from '../../testing/chunks';
import { exchange, problem, summary } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  page.api.put('c2', exchange);
  await page.open('c1');
});

describe('attention', () => {
  test('an answer that ends out of sight asks for attention, until it is looked at', async () => {
    const stream = await page.sendAndBegin('one');
    await page.select('c2');
    await page.act(() => {
      stream.say(finish);
      stream.close();
    });
    expect(page.services.list.get('c1')?.attention).toBe('finished');
    expect(page.api.calls).not.toContain('patch c1 {"seen":true}');
    await page.select('c1');
    expect(page.services.list.get('c1')?.attention).toBe('none');
    expect(page.api.calls).toContain('patch c1 {"seen":true}');
  });

  test('is told to the server once, though its word of the end comes after the end itself', async () => {
    const told: (() => void)[] = [];
    page.api.patchConversation = () =>
      new Promise((resolve) => {
        told.push(() => {
          resolve(undefined);
        });
      });
    const stream = await page.sendAndBegin('one');
    await page.act(() => {
      stream.say(finish);
      stream.close();
    });
    await page.act(() => {
      page.services.list.put(summary('c1', { attention: 'finished' }));
    });
    expect(told).toHaveLength(1);
    expect(page.services.list.get('c1')?.attention).toBe('none');
  });

  test('one that ends in sight does not', async () => {
    const stream = await page.sendAndBegin('one');
    await page.act(() => {
      stream.say(finish);
      stream.close();
    });
    expect(page.services.list.get('c1')?.attention).toBe('none');
  });
});

test('a title that the server finds is shown in the list and in the conversation', async () => {
  await page.sendAndBegin('one');
  await page.act(() => {
    page.stream('c1').say({ type: 'data-title', data: { title: 'Tea' }, transient: true });
  });
  expect(page.services.list.get('c1')?.title).toBe('Tea');
  expect(page.chat.title).toBe('Tea');
});

test('a rename that is refused is taken back', async () => {
  page.services.list.put(summary('c1', { title: 'Before' }));
  page.api.failures.set('patch c1', problem(503, 'store-unavailable'));
  await page.act(() => page.chat.renameConversation('c1', 'After'));
  expect(page.services.list.get('c1')?.title).toBe('Before');
  expect(page.notices).toHaveLength(1);
});
