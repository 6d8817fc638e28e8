import { beforeEach, describe, expect, test } from 'vitest';
import type { ModelInfo } from '../../protocol/api';
import type { Chunk } from '../../protocol/chunks';
import type { LiveGeneration } from '../../protocol/events';
import { UnreachableError } from '../../protocol/problem';
import { ChatHarness } from '../../testing/chatHarness';
import { start, text, textStart } from '../../testing/chunks';
import { exchange, problem, stored } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  page.api.put('c2', exchange);
  await page.open('c1');
});

function live(conversationId: string): LiveGeneration {
  return {
    id: `g-${conversationId}`,
    conversationId,
    messageId: 'a2',
    parentId: 'u2',
    model: 'local/tiny',
    state: 'running',
    offset: 3,
    parts: [{ type: 'text', id: 't0', text: 'so far' }],
  };
}

function snapshot(...generations: readonly LiveGeneration[]): Promise<void> {
  return page.act(() => {
    page.router.accept({ type: 'snapshot', generations });
  });
}

function say(...chunks: readonly Chunk[]): Promise<void> {
  return page.act(() => {
    page.stream('c1').say(...chunks);
  });
}

test('what is sent before the conversation is known goes to its own model, not to the usual one', async () => {
  const tiny: ModelInfo = {
    id: 'local/tiny',
    provider: 'local',
    name: 'tiny',
    capabilities: { tools: false, reasoning: false, images: false },
    available: true,
  };
  page.services.models.set([tiny]);
  page.api.failures.set('conversation c2', new UnreachableError());
  await page.select('c2');
  await page.send('quickly');
  expect(page.chat.model).toBe('local/tiny');
  expect(page.stream('c2').request).toMatchObject({ text: 'quickly', model: null });
});

describe('a generation that was started elsewhere', () => {
  test('is followed, and can be stopped from here', async () => {
    await snapshot(live('c1'), live('c2'));
    expect(page.streaming).toEqual(['c1', 'c2']);
    expect(page.stream('c2').request).toEqual({ type: 'follow', conversationId: 'c2', generationId: 'g-c2' });
    await page.act(() => {
      page.chat.cancelStreaming('c2');
    });
    expect(page.stream('c2').signal.aborted).toBe(true);
    expect(page.stream('c1').signal.aborted).toBe(false);
  });

  test('brings the question that it answers, which this page has not seen', async () => {
    await snapshot(live('c1'));
    page.api.put('c1', [...exchange, stored('u2', { parentId: 'a1' })]);
    await say(start({ messageId: 'a2', parentId: 'u2' }), textStart, text('so far'));
    expect(page.shown).toEqual(['text of u1', 'text of a1', 'text of u2', 'so far']);
  });

  test('leaves what is on the screen there until its question is known', async () => {
    await snapshot(live('c1'));
    page.api.failures.set('conversation c1', new UnreachableError());
    await say(start({ messageId: 'a2', parentId: 'u2' }), textStart, text('so far'));
    expect(page.shown).toEqual(['text of u1', 'text of a1']);
    page.api.failures.clear();
    page.api.put('c1', [...exchange, stored('u2', { parentId: 'a1' })]);
    await page.act(() => {
      page.chat.reloadConversation();
    });
    await say(text(' and on'));
    expect(page.shown).toEqual(['text of u1', 'text of a1', 'text of u2', 'so far and on']);
  });

  test('is followed once, however often it is announced', async () => {
    await snapshot(live('c1'));
    await snapshot(live('c1'));
    expect(page.transport.streams).toHaveLength(1);
  });

  test('that was cut is not shown as streaming, and the stored message is asked for', async () => {
    await snapshot(live('c1'));
    await say(start({ messageId: 'a2', parentId: 'u1' }), textStart, text('half'));
    page.api.put('c1', [
      ...exchange.slice(0, 1),
      stored('a2', { parentId: 'u1', role: 'assistant', status: 'interrupted' }),
    ]);
    await page.act(() => {
      page.stream('c1').close();
    });
    expect(page.chat.isStreaming).toBe(false);
    expect(page.last).toMatchObject({ id: 'a2', status: { type: 'incomplete', reason: 'interrupted' } });
    expect(page.shown.at(-1)).toBe('text of a2');
  });

  test('that cannot be followed is not tried again before the next snapshot', async () => {
    await snapshot(live('c1'));
    await page.act(() => {
      page.stream('c1').fail(problem(404, 'not-found'));
    });
    expect(page.transport.streams).toHaveLength(1);
    await snapshot(live('c1'));
    expect(page.transport.streams).toHaveLength(2);
  });

  test('whose stop did not get through is followed again, so that it can be stopped again', async () => {
    await snapshot(live('c1'));
    await page.act(() => {
      page.chat.cancelStreaming('c1');
    });
    await page.act(() => {
      page.stream('c1').fail(new UnreachableError());
    });
    expect(page.chat.isStreaming).toBe(true);
    expect(page.chat.isStopping).toBe(false);
    expect(page.notices).toHaveLength(1);
  });
});

describe('a new conversation', () => {
  beforeEach(async () => {
    await page.act(() => {
      page.chat.newConversation();
    });
  });

  test('has no address and asks nothing until something is sent', () => {
    expect(page.chat.currentConversationId).toBeNull();
    expect(page.chat.load).toEqual({ type: 'new' });
    expect(page.api.calls.filter((call) => call.startsWith('conversation '))).toEqual(['conversation c1']);
  });

  test('gets its address, its place in the list and its message at once', async () => {
    await page.send('hello');
    const id = page.chat.currentConversationId ?? '';
    expect(page.services.list.state.get().items.map((item) => item.id)).toContain(id);
    expect(page.shown).toEqual(['hello']);
    expect(page.last.status).toEqual({ type: 'sending' });
    expect(page.stream(id).request).toMatchObject({ type: 'send', conversationId: id, parentId: null });
  });

  test('takes the model along that was chosen for it', async () => {
    await page.act(() => {
      page.chat.setModel('local/big');
    });
    await page.send('hello');
    expect(page.stream(page.chat.currentConversationId ?? '').request).toMatchObject({ model: 'local/big' });
    expect(page.api.calls.filter((call) => call.startsWith('patch'))).toEqual([]);
  });

  test('that is refused leaves the list, and the text comes back', async () => {
    await page.send('hello');
    const id = page.chat.currentConversationId ?? '';
    await page.act(() => {
      page.stream(id).fail(problem(503, 'store-unavailable'));
    });
    expect(page.services.list.state.get().items.map((item) => item.id)).not.toContain(id);
    expect(page.chat.draft.get()).toBe('hello');
    expect(page.chat.load).toEqual({ type: 'new' });
  });

  test('can be left while it streams, for another new one', async () => {
    await page.sendAndBegin('first');
    const first = page.chat.currentConversationId;
    await page.act(() => {
      page.chat.newConversation();
    });
    expect(page.chat.isStreaming).toBe(false);
    await page.sendAndBegin('second');
    expect(page.chat.currentConversationId).not.toBe(first);
    expect(page.streaming).toEqual([first, page.chat.currentConversationId]);
  });
});
