import { beforeEach, describe, expect, test } from 'vitest';
import { ChatHarness } from '../../testing/chatHarness';
import { finish, queued, start, text } from '../../testing/chunks';
import { exchange, problem } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  page.api.put('c2', exchange);
  await page.open('c1');
});

describe('row 1: switch to a streaming conversation', () => {
  test('its live text is there at once and goes on growing', async () => {
    await page.sendAndBegin('Once upon');
    await page.select('c2');
    await page.act(() => {
      page.stream('c1').say(text(' a time'));
    });
    await page.select('c1');
    expect(page.shown.at(-1)).toBe('Once upon a time');
    expect(page.chat.isStreaming).toBe(true);
    await page.act(() => {
      page.stream('c1').say(text(' there was'));
    });
    expect(page.shown.at(-1)).toBe('Once upon a time there was');
  });

  test('what the server had stored so far does not push the live text back', async () => {
    await page.sendAndBegin('Once upon');
    await page.select('c2');
    page.api.put('c1', [
      ...exchange,
      { ...exchange[0], id: 'answer Once upon', parentId: 'a1', role: 'assistant', status: 'streaming', parts: [] },
    ] as typeof exchange);
    await page.select('c1');
    expect(page.shown.at(-1)).toBe('Once upon');
  });

  test('the text of one conversation never shows in another', async () => {
    await page.sendAndBegin('of the first');
    await page.select('c2');
    await page.sendAndBegin('of the second');
    expect(page.shown.join()).not.toContain('of the first');
    await page.select('c1');
    expect(page.shown.at(-1)).toBe('of the first');
  });
});

describe('row 2: switch to an idle conversation', () => {
  test('it does not stream, can be sent to, and both stream', async () => {
    await page.sendAndBegin('one');
    await page.select('c2');
    expect(page.chat.isStreaming).toBe(false);
    await page.sendAndBegin('two');
    expect(page.chat.isStreaming).toBe(true);
    expect(page.streaming).toEqual(['c1', 'c2']);
  });

  test('one that ends leaves the other streaming', async () => {
    await page.sendAndBegin('one');
    await page.select('c2');
    await page.sendAndBegin('two');
    await page.act(() => {
      page.stream('c1').say(finish);
      page.stream('c1').close();
    });
    expect(page.streaming).toEqual(['c2']);
    expect(page.chat.isStreaming).toBe(true);
    await page.select('c1');
    expect(page.chat.isStreaming).toBe(false);
  });

  test('a fault in one leaves the other streaming', async () => {
    await page.sendAndBegin('one');
    await page.select('c2');
    await page.sendAndBegin('two');
    await page.act(() => {
      page.stream('c1').fail(new Error('broken'));
    });
    await page.act(() => {
      page.stream('c2').say(text(' three'));
    });
    expect(page.streaming).toEqual(['c2']);
    expect(page.shown.at(-1)).toBe('two three');
  });

  test('an unsent text stays with its conversation', async () => {
    await page.act(() => {
      page.chat.draft.set('not yet');
    });
    await page.select('c2');
    expect(page.chat.draft.get()).toBe('');
    await page.select('c1');
    expect(page.chat.draft.get()).toBe('not yet');
  });
});

describe('row 5: double send in one conversation', () => {
  /** A second send that had got past the guard would go out now at the latest. */
  const endFirst = () =>
    page.act(() => {
      page.transport.streams[0]?.say(start({ messageId: 'a2', parentId: 'u2' }), finish);
      page.transport.streams[0]?.close();
    });

  test('two sends in one tick make one request', async () => {
    await page.act(() => {
      void page.chat.sendMessage('first');
      void page.chat.sendMessage('second');
    });
    expect(page.chat.messages.map(({ status }) => status.type)).toEqual(['complete', 'complete', 'sending']);
    await endFirst();
    expect(page.transport.streams.map(({ request }) => request)).toMatchObject([{ type: 'send', text: 'first' }]);
    expect(page.shown).not.toContain('second');
  });

  test('two sends in one tick of a new conversation make one conversation', async () => {
    await page.act(() => {
      page.chat.newConversation();
    });
    await page.act(() => {
      void page.chat.sendMessage('first');
      void page.chat.sendMessage('second');
    });
    await endFirst();
    expect(page.transport.streams).toHaveLength(1);
    expect(page.chat.currentConversationId).toBe(page.transport.streams[0]?.request.conversationId);
  });

  test('a send while it streams is blocked and what was typed stays', async () => {
    await page.sendAndBegin('one');
    await page.act(() => {
      page.chat.draft.set('more');
    });
    await page.send('more');
    expect(page.transport.streams).toHaveLength(1);
    expect(page.chat.draft.get()).toBe('more');
  });

  test('when another tab was first, the text comes back, a notice says why, and its answer is followed', async () => {
    await page.send('mine');
    expect(page.shown.at(-1)).toBe('mine');
    const theirs = start({ generationId: 'g9', messageId: 'a9', parentId: 'u9' });
    await page.act(() => {
      const batch = { conversationId: 'c1', generationId: 'g9', offset: 0, chunks: [theirs, ...queued(2)] };
      page.router.accept({ type: 'chunks', batches: [batch] });
      page.stream('c1').fail(problem(409, 'conversation-busy', { generationId: 'g9' }));
    });
    expect(page.shown).not.toContain('mine');
    expect(page.chat.draft.get()).toBe('mine');
    expect(page.notices).toHaveLength(1);
    expect(page.stream('c1').request).toEqual({ type: 'follow', conversationId: 'c1', generationId: 'g9' });
    expect(page.chat.isStreaming).toBe(true);
  });

  test('after any other refusal the text comes back and it can be sent again', async () => {
    await page.send('mine');
    await page.act(() => {
      page.stream('c1').fail(problem(503, 'store-unavailable'));
    });
    expect(page.chat.draft.get()).toBe('mine');
    expect(page.notices).toEqual(['The server says store-unavailable.']);
    expect(page.chat.isStreaming).toBe(false);
    await page.send('mine');
    expect(page.transport.streams).toHaveLength(2);
  });
});
