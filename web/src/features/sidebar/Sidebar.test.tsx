import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Attention, ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';
import { createStore } from '../../shared/store';
import { Sidebar } from './Sidebar';
import type { SidebarProps } from './types';

function conversation(id: string, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    title: `Title ${id}`,
    model: null,
    pinned: false,
    archived: false,
    updatedAt: '2026-11-22T08:00:00Z',
    messageCount: 2,
    attention: 'none',
    ...change,
  };
}

function show(items: readonly ConversationSummary[], change: Partial<SidebarProps> = {}): SidebarProps {
  const props: SidebarProps = {
    list: { load: { type: 'ready' }, items, hasMore: false },
    activity: createStore<ReadonlyMap<string, ConversationActivity>>(new Map()),
    currentConversationId: null,
    connection: { type: 'open' },
    pathOf: (id) => `/c/${id}`,
    boardPath: '/board',
    isBoard: false,
    onOpenBoard: vi.fn(),
    onNew: vi.fn(),
    onSearch: vi.fn(),
    onSelect: vi.fn(),
    onRename: vi.fn(),
    onDelete: vi.fn(),
    onPin: vi.fn(),
    onStop: vi.fn(),
    onStopAll: vi.fn(),
    isPaused: false,
    onLetBegin: vi.fn(),
    onLoadMore: vi.fn(),
    ...change,
  };
  render(<Sidebar {...props} />);
  return props;
}

function row(id: string): HTMLElement {
  const found = screen.getAllByTestId('conversation-item').find((item) => item.dataset['conversationId'] === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

async function openMenu(id: string): Promise<void> {
  await userEvent.click(within(row(id)).getByTestId('conversation-menu'));
}

describe('Sidebar', () => {
  it.each<[Attention, string]>([
    ['queued', 'Waiting in line'],
    ['streaming', 'Answering'],
    ['waiting', 'Waiting for your answer'],
    ['finished', 'Finished, not seen yet'],
    ['stopped', 'Stopped'],
    ['failed', 'Failed'],
    ['interrupted', 'Interrupted'],
  ])('says in words that a conversation is %s', (attention, words) => {
    show([conversation('a', { attention })]);
    expect(row('a')).toHaveAttribute('data-attention', attention);
    expect(row('a')).toHaveTextContent(words);
  });

  it('follows the live state of each conversation by itself', () => {
    const activity = createStore<ReadonlyMap<string, ConversationActivity>>(new Map());
    show([conversation('a'), conversation('b')], { activity });
    act(() => {
      activity.set(
        new Map([['b', { attention: 'queued', isStopping: false, place: { position: 2, of: 2 }, excerpt: '' }]]),
      );
    });
    expect(row('a')).toHaveAttribute('data-attention', 'none');
    expect(row('b')).toHaveTextContent('2nd in line');
  });

  it('stops all that generate, and nothing else', async () => {
    const { onStop, onStopAll } = show([
      conversation('a', { attention: 'streaming' }),
      conversation('b', { attention: 'finished' }),
      conversation('c', { attention: 'queued' }),
    ]);
    await userEvent.click(screen.getByTestId('stop-all'));
    expect(onStopAll).toHaveBeenCalledOnce();
    expect(onStop).not.toHaveBeenCalled();
  });

  it('says as long as it lasts that new answers wait, and lets them begin', async () => {
    const { onLetBegin } = show([conversation('a')], { isPaused: true });
    await userEvent.click(screen.getByRole('button', { name: 'Let them begin' }));
    expect(onLetBegin).toHaveBeenCalledOnce();
  });

  it('deletes a conversation only after asking', async () => {
    const { onDelete } = show([conversation('a'), conversation('b')]);
    await openMenu('b');
    await userEvent.click(await screen.findByTestId('delete-conversation'));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('Title b');
    expect(onDelete).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByTestId('confirm-delete'));
    expect(onDelete).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('renames in place with Enter, and not with Escape', async () => {
    const { onRename } = show([conversation('a')]);
    await openMenu('a');
    await userEvent.click(await screen.findByTestId('rename-conversation'));
    await userEvent.type(screen.getByTestId('rename-input'), 'Other{Escape}');
    expect(onRename).not.toHaveBeenCalled();
    await openMenu('a');
    await userEvent.click(await screen.findByTestId('rename-conversation'));
    await userEvent.clear(screen.getByTestId('rename-input'));
    await userEvent.type(screen.getByTestId('rename-input'), 'Better{Enter}');
    expect(onRename).toHaveBeenCalledExactlyOnceWith('a', 'Better');
  });

  it('opens a conversation by a click, and leaves the browser its own ways to open a link', async () => {
    const { onSelect } = show([conversation('a')], { currentConversationId: 'a' });
    const link = screen.getByRole('link', { name: 'Title a' });
    expect(link).toHaveAttribute('href', '/c/a');
    expect(link).toHaveAttribute('aria-current', 'page');
    await userEvent.click(link);
    expect(onSelect).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('has a button for the search', async () => {
    const { onSearch } = show([conversation('a')]);
    await userEvent.click(screen.getByTestId('search-button'));
    expect(onSearch).toHaveBeenCalledOnce();
  });

  it('leads to the board', async () => {
    const { onOpenBoard } = show([], { isBoard: true });
    expect(screen.getByTestId('open-board')).toHaveAttribute('aria-current', 'page');
    await userEvent.click(screen.getByTestId('open-board'));
    expect(onOpenBoard).toHaveBeenCalledOnce();
  });

  it('draws an empty list, a loading one and one that could not be loaded', async () => {
    show([]);
    expect(screen.getByText('Your conversations will be here.')).toBeVisible();
    show([], { list: { load: { type: 'loading' }, items: [], hasMore: false } });
    expect(screen.getByLabelText('Loading conversations')).toBeVisible();
    const { onLoadMore } = show([], {
      list: { load: { type: 'failed', detail: 'The server is away.' }, items: [], hasMore: false },
    });
    await userEvent.click(screen.getByText('Try again'));
    expect(onLoadMore).toHaveBeenCalledOnce();
  });
});
