import { beforeEach, describe, expect, test } from 'vitest';
import { ChatHarness } from '../../testing/chatHarness';
import { abort, question, start, text, textStart } from '../../testing/chunks';
import { exchange, problem, summary } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  for (const id of ['c1', 'c2', 'c3']) page.api.put(id, exchange);
  await page.open('c1');
});

describe('row 3: delete a streaming conversation', () => {
  test('its stream is aborted, it leaves the list, and the server is told', async () => {
    const stream = await page.sendAndBegin('one');
    await page.act(() => page.chat.deleteConversation('c1'));
    expect(stream.signal.aborted).toBe(true);
    expect(page.streaming).toEqual([]);
    expect(page.services.list.state.get().items.map((item) => item.id)).toEqual(['c2', 'c3']);
    expect(page.api.calls).toContain('delete c1');
    expect(page.chat.currentConversationId).toBeNull();
  });

  test('nothing brings it back: no late chunk, no late event, no reload', async () => {
    const stream = await page.sendAndBegin('one');
    await page.act(() => page.chat.deleteConversation('c1'));
    await page.act(() => {
      stream.say(text(' late'));
      const chunks = [start({ generationId: 'g1' }), textStart];
      page.router.accept({
        type: 'chunks',
        batches: [{ conversationId: 'c1', generationId: 'g1', offset: 0, chunks }],
      });
      page.services.list.accept({ change: 'updated', id: 'c1', summary: summary('c1') });
      return page.services.list.reload();
    });
    expect(page.streaming).toEqual([]);
    expect(page.services.list.state.get().items.map((item) => item.id)).toEqual(['c2', 'c3']);
    expect(page.services.activity.get().size).toBe(0);
  });

  test('other streams go on', async () => {
    await page.sendAndBegin('one');
    await page.select('c2');
    const other = await page.sendAndBegin('two');
    await page.act(() => page.chat.deleteConversation('c1'));
    expect(page.streaming).toEqual(['c2']);
    expect(other.signal.aborted).toBe(false);
    expect(page.chat.currentConversationId).toBe('c2');
  });

  test('when the server refuses, it is in the list again and its answer is followed again', async () => {
    await page.act(() => {
      const chunks = [start({ generationId: 'g1' }), textStart, text('going')];
      page.router.accept({
        type: 'chunks',
        batches: [{ conversationId: 'c1', generationId: 'g1', offset: 0, chunks }],
      });
    });
    page.api.failures.set('delete c1', problem(503, 'store-unavailable'));
    await page.act(() => page.chat.deleteConversation('c1'));
    expect(page.services.list.get('c1')).toBeDefined();
    expect(page.notices).toEqual(['The server says store-unavailable.']);
    expect(page.streaming).toEqual(['c1']);
  });
});

describe('row 6: clarification while others stream', () => {
  test('a question shows in its own conversation only, and the others go on', async () => {
    const asking = await page.sendAndBegin('one');
    await page.select('c2');
    const other = await page.sendAndBegin('two');
    await page.act(() => {
      asking.say(...question('q1'));
    });
    expect(page.chat.clarification).toBeNull();
    await page.act(() => {
      other.say(text(' more'));
    });
    expect(page.shown.at(-1)).toBe('two more');
    await page.select('c1');
    expect(page.chat.clarification).toMatchObject({ id: 'q1', state: 'waiting' });
  });

  test('two conversations can wait at once, and the list says which', async () => {
    const first = await page.sendAndBegin('one');
    await page.select('c2');
    const second = await page.sendAndBegin('two');
    await page.select('c3');
    await page.sendAndBegin('three');
    await page.act(() => {
      first.say(...question('q1'));
      second.say(...question('q2'));
    });
    const activity = page.services.activity.get();
    expect([...activity].map(([id, { attention }]) => [id, attention])).toEqual([
      ['c1', 'waiting'],
      ['c2', 'waiting'],
      ['c3', 'streaming'],
    ]);
  });

  test('an answer goes to the question of the current conversation, which then goes on', async () => {
    const asking = await page.sendAndBegin('one');
    await page.act(() => {
      asking.say(...question('q1'));
    });
    await page.act(() => page.chat.answerClarification('q1', { text: 'Tea' }));
    expect(page.api.calls).toContain('answer q1 {"text":"Tea"}');
    await page.act(() => {
      asking.say(...question('q1', 'answered'));
    });
    expect(page.chat.clarification).toBeNull();
    expect(page.services.activity.get().get('c1')?.attention).toBe('streaming');
  });

  test('a question can be declined', async () => {
    const asking = await page.sendAndBegin('one');
    await page.act(() => {
      asking.say(...question('q1'));
    });
    await page.act(() => page.chat.declineClarification('q1'));
    expect(page.api.calls).toContain('decline q1');
  });
});

describe('row 7: cancelStreaming', () => {
  test('stops that conversation and no other', async () => {
    const first = await page.sendAndBegin('one');
    await page.select('c2');
    const second = await page.sendAndBegin('two');
    await page.act(() => {
      page.chat.cancelStreaming('c1');
    });
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
    expect(page.chat.isStopping).toBe(false);
  });

  test('without an id stops the current one, which is drawn as stopping until the server says how it ended', async () => {
    const stream = await page.sendAndBegin('one');
    await page.act(() => {
      page.chat.cancelStreaming();
    });
    expect([page.chat.isStreaming, page.chat.isStopping]).toEqual([true, true]);
    await page.act(() => {
      stream.say(text(' and'), { type: 'message-metadata', messageMetadata: { stopped: true, stopCause: 'PERSON' } });
      stream.say(abort);
      stream.close();
    });
    expect([page.chat.isStreaming, page.chat.isStopping]).toEqual([false, false]);
    expect(page.shown.at(-1)).toBe('one and');
    expect(page.last.status).toEqual({ type: 'incomplete', reason: 'stopped', cause: 'PERSON' });
  });

  test('stop, then send at once: the new stream is not lost when the old one ends', async () => {
    const old = await page.sendAndBegin('one');
    await page.act(() => {
      page.chat.cancelStreaming();
      void page.chat.sendMessage('again');
    });
    expect(page.chat.isStreaming).toBe(true);
    expect(page.chat.isStopping).toBe(false);
    await page.act(() => {
      old.say(abort);
      old.close();
    });
    expect(page.streaming).toEqual(['c1']);
    const next = page.stream('c1');
    expect(next).not.toBe(old);
    expect(next.request).toMatchObject({ type: 'send', text: 'again', parentId: 'answer one' });
    await page.act(() => {
      next.say(start({ messageId: 'a2', parentId: next.request.type === 'send' ? next.request.messageId : '' }));
      next.say(textStart, text('second answer'));
    });
    expect(page.shown.slice(-3)).toEqual(['one', 'again', 'second answer']);
    expect(page.chat.isStreaming).toBe(true);
  });

  test('the new request waits until the old answer has ended, so that the server does not call it busy', async () => {
    const old = await page.sendAndBegin('one');
    await page.act(() => {
      page.chat.cancelStreaming();
      void page.chat.sendMessage('again');
    });
    expect(page.transport.streams).toHaveLength(1);
    await page.act(() => {
      old.say(abort);
      old.close();
    });
    expect(page.transport.streams).toHaveLength(2);
  });

  test('a third send while the second waits is blocked', async () => {
    await page.sendAndBegin('one');
    await page.act(() => {
      page.chat.cancelStreaming();
      void page.chat.sendMessage('second');
      void page.chat.sendMessage('third');
    });
    expect(page.shown).not.toContain('third');
  });

  test('where nothing streams it does nothing', async () => {
    await page.act(() => {
      page.chat.cancelStreaming('c3');
    });
    expect(page.streaming).toEqual([]);
    expect(page.chat.isStopping).toBe(false);
  });
});
