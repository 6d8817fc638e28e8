import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { UseChatResult } from '../features/chat/types';
import type { ConnectionStatus } from '../shared/connection/types';
import { createStore } from '../shared/store';
import { TooltipProvider } from '../shared/ui/Tooltip';
import { ChatHarness } from '../testing/chatHarness';
import { exchange, problem, summary } from '../testing/fakeApi';
import { aMessage } from '../testing/messages';
import { InputPane } from './InputPane';
import { NOTHING_LIVE } from './liveAttention';
import type { AppServices } from './types';

let page: ChatHarness;
let services: AppServices;

beforeEach(async () => {
  page = new ChatHarness();
  page.api.put('c1', exchange);
  await page.open('c1');
  services = {
    ...page.services,
    followUps: page.followUps,
    connection: createStore<ConnectionStatus>({ type: 'open' }),
    liveAttention: createStore(NOTHING_LIVE),
    inSight: createStore<string | null>(null),
    boardPlaces: createStore<readonly string[]>([]),
  };
});

function show(change: Partial<UseChatResult> = {}): void {
  render(<InputPane services={services} chat={{ ...page.chat, isStreaming: true, ...change }} />, {
    wrapper: TooltipProvider,
  });
}

function waiting(): readonly (string | null)[] {
  return screen.queryAllByTestId('follow-up-text').map((each) => each.textContent);
}

describe('sending when finished', () => {
  it('is offered beside Stop once something is written, and puts it into the queue', async () => {
    show();
    expect(screen.queryByTestId('send-when-finished')).toBeNull();
    await userEvent.type(screen.getByTestId('chat-input'), 'and then?');
    expect(screen.getByTestId('stop-button')).toBeVisible();
    await userEvent.click(screen.getByTestId('send-when-finished'));
    expect(await screen.findByText('and then?')).toBeVisible();
    expect(waiting()).toEqual(['and then?']);
    expect(screen.getByTestId('chat-input')).toHaveValue('');
    expect(page.api.calls).toContain('follow up c1 and then?');
  });

  it('is done by Ctrl+Enter and ⌘+Enter, while Enter alone sends nothing', async () => {
    show();
    const field = screen.getByTestId('chat-input');
    await userEvent.type(field, 'one{Enter}');
    expect(field).toHaveValue('one');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.type(field, 'two');
    await userEvent.keyboard('{Meta>}{Enter}{/Meta}');
    await screen.findByText('two');
    expect(waiting()).toEqual(['one', 'two']);
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    expect(waiting()).toEqual(['one', 'two']);
  });

  it('is not offered when nothing streams, or when the answer is being stopped', async () => {
    show({ isStreaming: true, isStopping: true });
    await userEvent.type(screen.getByTestId('chat-input'), 'next');
    expect(screen.queryByTestId('send-when-finished')).toBeNull();
  });

  it('gives the text back when the server refuses', async () => {
    page.api.failures.set('follow up', problem(409, 'queue-full'));
    show();
    await userEvent.type(screen.getByTestId('chat-input'), 'too much{Control>}{Enter}{/Control}');
    expect(await screen.findByDisplayValue('too much')).toBeVisible();
    expect(page.notices).toEqual(['The server says queue-full.']);
  });
});

describe('what waits', () => {
  it('is asked for when the list names a revision that is not known', async () => {
    show();
    page.api.putQueue('c1', { items: [{ id: 'x', text: 'from another tab', createdAt: '' }], paused: 'failed' });
    act(() => {
      services.list.put(summary('c1', { followUps: { count: 1, revision: 1, paused: 'failed' } }));
    });
    expect(await screen.findByText('from another tab')).toBeVisible();
    expect(screen.getByTestId('follow-ups')).toHaveAttribute('data-paused', 'failed');
  });

  it('leaves out what is a message already', async () => {
    page.api.putQueue('c1', {
      items: ['sent', 'next'].map((id) => ({ id, text: id, createdAt: '' })),
    });
    services.list.put(summary('c1', { followUps: { count: 2, revision: 1 } }));
    show({ messages: [aMessage({ id: 'sent', role: 'user' })] });
    await screen.findByText('next');
    expect(waiting()).toEqual(['next']);
  });
});
