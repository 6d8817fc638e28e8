import { beforeEach, describe, expect, test } from 'vitest';
import { ChatHarness } from '../../testing/chatHarness';
import { finish, start, text, textStart } from '../../testing/chunks';
import { exchange, problem, stored } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  page.api.put('c2', exchange);
  await page.open('c1');
});

describe('row 8: edit and regenerate, guarded per conversation', () => {
  test('an edit works in one conversation while another streams', async () => {
    await page.sendAndBegin('other');
    await page.select('c2');
    await page.act(() => page.chat.editMessage('u1', 'better question'));
    expect(page.stream('c2').request).toMatchObject({ type: 'edit', messageId: 'u1', text: 'better question' });
    expect(page.shown).toEqual(['better question']);
    await page.act(() => {
      page
        .stream('c2')
        .say(start({ conversationId: 'c2', messageId: 'a2', parentId: 'u2' }), textStart, text('better'));
    });
    expect(page.shown).toEqual(['better question', 'better']);
    expect(page.chat.messages[0]).toMatchObject({ id: 'u2', versions: { ids: ['u1', 'u2'], position: 2 } });
    expect(page.streaming).toEqual(['c1', 'c2']);
  });

  test('a regenerated answer is a version beside the old one', async () => {
    await page.act(() => page.chat.regenerateMessage('a1'));
    expect(page.shown).toEqual(['text of u1']);
    await page.act(() => {
      page.stream('c1').say(start({ messageId: 'a2' }), textStart, text('another'), finish);
      page.stream('c1').close();
    });
    expect(page.shown).toEqual(['text of u1', 'another']);
    expect(page.last.versions).toEqual({ ids: ['a1', 'a2'], position: 2 });
    expect(page.last.status).toEqual({ type: 'complete', finishReason: 'stop' });
  });

  test.each([
    ['editMessage', () => page.chat.editMessage('u1', 'no')],
    ['regenerateMessage', () => page.chat.regenerateMessage('a1')],
    ['continueMessage', () => page.chat.continueMessage('a1')],
  ])('%s does nothing while its own conversation streams', async (_name, command) => {
    await page.sendAndBegin('one');
    const before = page.shown;
    await page.act(command);
    expect(page.transport.streams).toHaveLength(1);
    expect(page.shown).toEqual(before);
  });

  test('a refused regenerate shows the old answer again', async () => {
    await page.act(() => page.chat.regenerateMessage('a1'));
    await page.act(() => {
      page.stream('c1').fail(problem(422, 'unknown-model'));
    });
    expect(page.shown).toEqual(['text of u1', 'text of a1']);
    expect(page.notices).toEqual(['The server says unknown-model.']);
  });

  test('a refused edit shows the old version again', async () => {
    await page.act(() => page.chat.editMessage('u1', 'better'));
    await page.act(() => {
      page.stream('c1').fail(problem(503, 'store-unavailable'));
    });
    expect(page.shown).toEqual(['text of u1', 'text of a1']);
    expect(page.chat.messages[0]?.versions.ids).toEqual(['u1']);
  });

  test('continue goes on in the same message and never empties it on the screen', async () => {
    await page.act(() => page.chat.continueMessage('a1'));
    expect(page.shown.at(-1)).toBe('text of a1');
    await page.act(() => {
      page.stream('c1').say(start({ messageId: 'a1' }), textStart, text('text of a1'), text(' and more'));
    });
    expect(page.shown).toEqual(['text of u1', 'text of a1 and more']);
    expect(page.chat.isStreaming).toBe(true);
  });
});

describe('versions', () => {
  test('choosing one shows the newest path below it and tells the server', async () => {
    await page.act(() => page.chat.regenerateMessage('a1'));
    await page.act(() => {
      page.stream('c1').say(start({ messageId: 'a2' }), finish);
      page.stream('c1').close();
    });
    await page.act(() => page.chat.selectVersion('a1'));
    expect(page.last.id).toBe('a1');
    expect(page.api.calls).toContain('patch c1 {"activeLeafId":"a1"}');
  });

  test('a refused choice goes back', async () => {
    await page.act(() => page.chat.regenerateMessage('a1'));
    await page.act(() => {
      page.stream('c1').say(start({ messageId: 'a2' }), finish);
      page.stream('c1').close();
    });
    page.api.failures.set('patch c1', problem(503, 'store-unavailable'));
    await page.act(() => page.chat.selectVersion('a1'));
    expect(page.last.id).toBe('a2');
  });
});

describe('a message that was looked for', () => {
  test('is gone to once its conversation is on the screen', async () => {
    await page.act(() => {
      page.chat.revealMessage('c2', 'u1');
    });
    expect(page.chat.currentConversationId).toBe('c2');
    expect(page.chat.revealedMessageId).toBe('u1');
    await page.act(() => {
      page.chat.endReveal();
    });
    expect(page.chat.revealedMessageId).toBeNull();
  });

  test('is shown where another version of it was', async () => {
    page.api.put('c3', [
      ...exchange,
      stored('a2', { role: 'assistant', parentId: 'u1', createdAt: '2026-11-22T07:00:02.000Z' }),
    ]);
    await page.act(() => {
      page.chat.revealMessage('c3', 'a1');
    });
    expect(page.shown).toEqual(['text of u1', 'text of a1']);
    expect(page.chat.revealedMessageId).toBe('a1');
    expect(page.api.calls).toContain('patch c3 {"activeLeafId":"a1"}');
  });

  test('is asked for once only when the server refuses to show it', async () => {
    page.api.put('c3', [
      ...exchange,
      stored('a2', { role: 'assistant', parentId: 'u1', createdAt: '2026-11-22T07:00:02.000Z' }),
    ]);
    page.api.failures.set('patch c3 {"activeLeafId"', problem(503, 'store-unavailable'));
    await page.act(() => {
      page.chat.revealMessage('c3', 'a1');
    });
    expect(page.api.calls.filter((call) => call.startsWith('patch c3 {"activeLeafId"'))).toHaveLength(1);
    expect(page.shown).toEqual(['text of u1', 'text of a2']);
  });

  test('that is not there changes nothing', async () => {
    await page.act(() => {
      page.chat.revealMessage('c1', 'gone');
    });
    expect(page.chat.revealedMessageId).toBeNull();
    expect(page.shown).toEqual(['text of u1', 'text of a1']);
  });
});
