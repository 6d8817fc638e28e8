import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { ConnectionStatus } from '../../shared/connection/types';
import { createStore } from '../../shared/store';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { ChatHarness } from '../../testing/chatHarness';
import { finish, question, start, text, textStart } from '../../testing/chunks';
import { exchange, problem, stored } from '../../testing/fakeApi';
import { followFeed } from '../followFeed';
import { NOTHING_LIVE } from '../liveAttention';
import type { AppServices } from '../types';
import { BoardPage } from './BoardPage';

let page: ChatHarness;
let services: AppServices;

beforeEach(async () => {
  page = new ChatHarness();
  for (const id of ['c1', 'c2']) page.api.put(id, exchange);
  services = {
    ...page.services,
    followUps: page.followUps,
    connection: createStore<ConnectionStatus>({ type: 'open' }),
    liveAttention: createStore(NOTHING_LIVE),
    inSight: createStore<string | null>(null),
    boardPlaces: createStore<readonly string[]>([]),
  };
  await page.open(null);
  render(<BoardPage services={services} chat={page.chat} />, { wrapper: TooltipProvider });
});

/** A generation that was started elsewhere and is followed here. */
async function begins(conversationId: string, words: string): Promise<void> {
  const generation = {
    id: `g ${conversationId}`,
    conversationId,
    messageId: 'a2',
    parentId: 'a1',
    model: 'local/tiny',
  };
  await page.act(() => {
    page.router.accept({
      type: 'snapshot',
      generations: [...page.router.allLive(), { ...generation, state: 'running', offset: 0, parts: [] }],
    });
  });
  await page.act(() => {
    const stream = page.stream(conversationId);
    stream.say(start({ generationId: generation.id, conversationId, messageId: 'a2', parentId: 'a1' }));
    stream.say(textStart, text(words));
  });
  await drawn();
}

async function drawn(): Promise<void> {
  await page.act(() => {
    page.timers.pass(125);
  });
}

function pane(id: string): HTMLElement {
  return screen.getByRole('article', { name: `Conversation ${id}` });
}

test('what the page follows streams on the board, and is Markdown when it has ended', async () => {
  await begins('c1', 'some **bold** words');
  await begins('c2', 'others');
  expect(pane('c1')).toHaveTextContent('some **bold** words');
  page.api.put('c1', [...exchange, stored('a2', { role: 'assistant', parentId: 'a1', parts: [bold] })]);
  await page.act(() => {
    page.stream('c1').say(finish);
    page.stream('c1').close();
  });
  expect(within(pane('c1')).getByText('bold').tagName).toBe('STRONG');
  expect(pane('c1')).toHaveTextContent('Finished');
  expect(pane('c2')).toHaveTextContent('others');
  expect(pane('c2')).toHaveTextContent('Answering');
});

const bold = { type: 'text', id: 't0', text: 'some **bold** words' } as const;

test('a question is answered on the board, for its own conversation', async () => {
  await begins('c1', 'Well,');
  await page.act(() => {
    page.stream('c1').say(...question('q1'));
  });
  expect(pane('c1')).toHaveTextContent('Waiting for your answer');
  page.api.failures.set('answer', problem(409, 'gone'));
  await userEvent.type(await within(pane('c1')).findByTestId('clarification-input'), 'this one{Enter}');
  expect(page.api.calls).toContain('answer q1 {"text":"this one"}');
  await waitFor(() => {
    expect(services.notices.state.get()).toMatchObject([{ conversationId: 'c1' }]);
  });
});

test('a stop says so at once, and the end is the word of the server', async () => {
  await begins('c1', 'one');
  await begins('c2', 'two');
  await page.act(() => {
    page.chat.cancelStreaming('c1');
  });
  expect(pane('c1')).toHaveTextContent('Stopping…');
  expect(pane('c2')).toHaveTextContent('Answering');
  const one = { type: 'text', id: 't0', text: 'one' } as const;
  const ended = { role: 'assistant', parentId: 'a1', parts: [one], status: 'stopped', stopCause: 'PERSON' } as const;
  page.api.put('c1', [...exchange, stored('a2', ended)]);
  await page.act(() => {
    page.stream('c1').say({ type: 'abort', reason: 'PERSON' });
    page.stream('c1').close();
  });
  expect(within(pane('c1')).getByTestId('board-state')).toHaveTextContent('Stopped');
  expect(pane('c1')).toHaveTextContent('Stopped · 3 characters kept. You stopped it.');
});

test('after a reconnect what is shown is asked for again, and one that is gone leaves', async () => {
  await begins('c1', 'one');
  await page.act(() => {
    page.stream('c1').say(finish);
    page.stream('c1').close();
  });
  const accept = followFeed(services, page.router);
  page.api.put('c1', [...exchange, stored('a2', { role: 'assistant', parentId: 'a1', parts: [bold] })], {
    attention: 'finished',
  });
  await page.act(() => {
    accept({ type: 'snapshot', generations: [] });
  });
  expect(await within(pane('c1')).findByText('bold')).toBeVisible();
  act(() => {
    accept({ type: 'conversation', change: { change: 'deleted', id: 'c1' } });
  });
  expect(screen.queryByRole('article')).toBeNull();
});

test('one that is being deleted elsewhere is not asked for any more', async () => {
  await begins('c1', 'one');
  page.api.calls.length = 0;
  await page.act(() => {
    page.stream('c1').say({ type: 'abort', reason: 'CONVERSATION_DELETED' });
    page.stream('c1').close();
  });
  expect(page.api.calls).not.toContain('conversation c1');
});

test('one that is put away counts as seen', async () => {
  await begins('c1', 'one');
  await page.act(() => {
    page.stream('c1').say(finish);
    page.stream('c1').close();
  });
  await userEvent.click(within(pane('c1')).getByTestId('board-put-away'));
  expect(page.api.calls).toContain('patch c1 {"seen":true}');
  expect(screen.queryByRole('article')).toBeNull();
});
