import { beforeEach, describe, expect, test } from 'vitest';
import { ChatHarness } from '../../testing/chatHarness';
import { start, text, textStart } from '../../testing/chunks';
import { exchange } from '../../testing/fakeApi';

let page: ChatHarness;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  await page.open('c1');
});

function leavingIsAskedAbout(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

function goAway(): void {
  window.dispatchEvent(new Event('pagehide'));
}

function beginsElsewhere(parentId: string): Promise<void> {
  return page.act(() => {
    const chunks = [start({ generationId: 'g9', conversationId: 'c1', parentId }), textStart, text('theirs')];
    page.router.accept({
      type: 'chunks',
      batches: [{ conversationId: 'c1', generationId: 'g9', offset: 0, chunks }],
    });
  });
}

describe('row 4: leaving the page', () => {
  test('while something streams the browser asks, and going stops what this page started', async () => {
    await page.sendAndBegin('one');
    expect(leavingIsAskedAbout()).toBe(true);
    expect(page.api.calls).not.toContain('leave page');
    goAway();
    expect(page.api.calls).toContain('leave page');
  });

  test('with nothing streaming, nothing is asked and nothing is said', () => {
    expect(leavingIsAskedAbout()).toBe(false);
    goAway();
    expect(page.api.calls).not.toContain('leave page');
  });

  test('with onLeave: continue, nothing is asked and answers go on', async () => {
    page.services.settings.set({ onLeave: 'continue' });
    await page.sendAndBegin('one');
    expect(leavingIsAskedAbout()).toBe(false);
    goAway();
    expect(page.api.calls).not.toContain('leave page');
  });

  test("the answer to a text that this page had left to the server is this page's to stop", async () => {
    page.followUps.noteAdded('u9');
    await beginsElsewhere('u9');
    expect(leavingIsAskedAbout()).toBe(true);
    goAway();
    expect(page.api.calls).toContain('leave page');
  });

  test('what another page started is not its to stop', async () => {
    await beginsElsewhere('u1');
    expect(page.chat.isStreaming).toBe(true);
    expect(leavingIsAskedAbout()).toBe(false);
    goAway();
    expect(page.api.calls).not.toContain('leave page');
  });
});

describe('row 9: a download or a mailto: link', () => {
  test('fires beforeunload without pagehide, and aborts nothing', async () => {
    const stream = await page.sendAndBegin('one');
    leavingIsAskedAbout();
    await page.act(() => {
      stream.say(text(' two'));
    });
    expect(stream.signal.aborted).toBe(false);
    expect(page.api.calls).not.toContain('leave page');
    expect(page.chat.isStreaming).toBe(true);
  });
});
