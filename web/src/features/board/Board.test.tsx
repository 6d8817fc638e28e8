import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConversationList } from '../../shared/conversations/conversationList';
import type { ConversationActivity } from '../../shared/conversations/types';
import { createStore, type Store } from '../../shared/store';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { FakeApi, summary } from '../../testing/fakeApi';
import { ManualFrames } from '../../testing/manualFrames';
import { Board } from './Board';
import type { BoardProps, LiveAnswer } from './types';

let list: ConversationList;
let activity: Store<ReadonlyMap<string, ConversationActivity>>;
let frames: ManualFrames;
let lives: Map<string, Store<LiveAnswer | null>>;

beforeEach(() => {
  list = new ConversationList(new FakeApi());
  activity = createStore<ReadonlyMap<string, ConversationActivity>>(new Map());
  frames = new ManualFrames();
  lives = new Map();
});

function liveOf(id: string): Store<LiveAnswer | null> {
  const live = lives.get(id) ?? createStore<LiveAnswer | null>(null);
  lives.set(id, live);
  return live;
}

function show(): BoardProps {
  const props: BoardProps = {
    services: { list, activity, frames, boardPlaces: createStore<readonly string[]>([]) },
    liveOf,
    renderAnswer: (id) => <p>The whole answer of {id}</p>,
    pathOf: (id) => `/c/${id}`,
    onOpen: vi.fn(),
    onStop: vi.fn(),
    onStopAll: vi.fn(),
    isPaused: false,
    onPause: vi.fn(),
    onMoveToFront: vi.fn(),
    onSeen: vi.fn(),
    onUnlisted: vi.fn(),
    onNew: vi.fn(),
  };
  render(<Board {...props} />, { wrapper: TooltipProvider });
  return props;
}

function streams(id: string, change: Partial<ConversationActivity> = {}): void {
  const entry: ConversationActivity = {
    attention: 'streaming',
    isStopping: false,
    place: null,
    excerpt: '',
    ...change,
  };
  act(() => {
    activity.update((before) => new Map(before).set(id, entry));
  });
}

function says(id: string, text: string): void {
  liveOf(id).set({ id: `answer ${id}`, parts: [{ type: 'text', id: 't0', text }] });
  frames.draw();
}

function pane(id: string): HTMLElement {
  return screen.getByRole('article', { name: `Conversation ${id}` });
}

describe('Board', () => {
  it('shows each conversation with its title as a heading that leads to it, its model and its state', async () => {
    list.put(summary('a', { attention: 'streaming', model: 'ollama/llama3' }));
    const { onOpen } = show();
    streams('a', { attention: 'queued', place: { position: 3, of: 3 } });
    expect(within(pane('a')).getByRole('heading', { level: 2 })).toHaveTextContent('Conversation a');
    expect(pane('a')).toHaveTextContent('llama3');
    expect(pane('a')).toHaveTextContent('3rd in line for ollama');
    expect(within(pane('a')).getByRole('link')).toHaveAttribute('href', '/c/a');
    await userEvent.click(within(pane('a')).getByRole('link'));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('moves what waits to the front, and holds back what is new', async () => {
    for (const id of ['a', 'b']) list.put(summary(id, { attention: 'streaming' }));
    const { onMoveToFront, onPause } = show();
    streams('a', { attention: 'queued', place: { position: 3, of: 3 } });
    streams('b', { attention: 'queued', place: { position: 1, of: 3 } });
    expect(within(pane('b')).queryByTestId('board-move-to-front')).toBeNull();
    await userEvent.click(within(pane('a')).getByTestId('board-move-to-front'));
    expect(onMoveToFront).toHaveBeenCalledExactlyOnceWith('a');
    await userEvent.click(screen.getByTestId('board-pause-new'));
    expect(onPause).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('shows each answer growing in its own pane, and the whole of it at its end', () => {
    for (const id of ['a', 'b']) list.put(summary(id, { attention: 'streaming' }));
    show();
    says('a', 'alpha');
    says('b', 'beta');
    says('a', 'alpha, alpha');
    expect(within(pane('a')).getByTestId('board-tail')).toHaveTextContent(/^alpha, alpha$/);
    expect(within(pane('b')).getByTestId('board-tail')).toHaveTextContent(/^beta$/);
    act(() => {
      list.patch('a', { attention: 'finished' });
    });
    expect(within(pane('a')).queryByTestId('board-tail')).toBeNull();
    expect(pane('a')).toHaveTextContent('The whole answer of a');
    expect(pane('a')).toHaveTextContent('Finished');
  });

  it('stops one and no other, and says that it is being stopped', async () => {
    for (const id of ['a', 'b']) list.put(summary(id, { attention: 'streaming' }));
    const { onStop } = show();
    for (const id of ['a', 'b']) streams(id);
    const stop = within(pane('a')).getByRole('button', { name: 'Stop “Conversation a”' });
    await userEvent.click(stop);
    streams('a', { isStopping: true });
    await userEvent.click(stop);
    expect(onStop).toHaveBeenCalledExactlyOnceWith('a');
    expect(pane('a')).toHaveTextContent('Stopping…');
    expect(pane('b')).toHaveTextContent('Answering');
    act(() => {
      list.patch('a', { attention: 'stopped' });
      activity.update((before) => new Map([...before].filter(([id]) => id !== 'a')));
    });
    expect(pane('a')).toHaveTextContent('Stopped');
    expect(within(pane('a')).queryByTestId('board-stop')).toBeNull();
    expect(within(pane('a')).getByRole('link')).toHaveFocus();
  });

  it('stops all by one command', async () => {
    list.put(summary('a', { attention: 'queued' }));
    const { onStopAll } = show();
    await userEvent.click(screen.getByTestId('board-stop-all'));
    expect(onStopAll).toHaveBeenCalledOnce();
  });

  it('lets a question be answered where it is, and says who waits', () => {
    list.put(summary('a', { attention: 'streaming' }));
    show();
    streams('a', { attention: 'waiting' });
    expect(pane('a')).toHaveAttribute('data-attention', 'waiting');
    expect(pane('a')).toHaveTextContent('The whole answer of a');
    expect(within(pane('a')).getByTestId('board-state')).toHaveTextContent('Waiting for your answer');
    expect(screen.getByTestId('board-summary')).toHaveTextContent('1 waits for you');
  });

  it('puts ended ones away, and tells that they were seen', async () => {
    for (const id of ['a', 'b', 'c']) list.put(summary(id, { attention: 'finished' }));
    list.put(summary('d', { attention: 'streaming' }));
    const { onSeen } = show();
    vi.mocked(onSeen).mockImplementation((id) => {
      list.patch(id, { attention: 'none' });
    });
    await userEvent.click(within(pane('b')).getByRole('button', { name: 'Put away “Conversation b”' }));
    expect(screen.queryByRole('article', { name: 'Conversation b' })).toBeNull();
    expect(onSeen).toHaveBeenCalledExactlyOnceWith('b');
    expect(screen.getByTestId('board')).toHaveFocus();
    await userEvent.click(screen.getByTestId('board-put-away-ended'));
    expect(screen.getAllByRole('article')).toEqual([pane('d')]);
  });

  it('asks for one that streams and is not in the list', () => {
    const { onUnlisted } = show();
    streams('old');
    expect(onUnlisted).toHaveBeenCalledExactlyOnceWith('old');
    act(() => {
      list.put(summary('old'));
    });
    expect(pane('old')).toBeVisible();
  });

  it('draws so many, and more when they are wanted', async () => {
    for (let each = 0; each < 30; each++) list.put(summary(`${each}`, { attention: 'finished' }));
    show();
    expect(screen.getAllByRole('article')).toHaveLength(24);
    await userEvent.click(screen.getByRole('button', { name: 'Show 6 more' }));
    expect(screen.getAllByRole('article')).toHaveLength(30);
    expect(screen.queryByTestId('board-more')).toBeNull();
  });

  it('says when nothing is going on, and how to start', async () => {
    const { onNew } = show();
    expect(screen.getByRole('status')).toHaveTextContent('Loading the conversations');
    await act(() => list.reload());
    expect(screen.getByText('Nothing is going on just now')).toBeVisible();
    await userEvent.click(screen.getByTestId('board-new'));
    expect(onNew).toHaveBeenCalledOnce();
  });

  it('has no live region in which text streams', () => {
    list.put(summary('a', { attention: 'streaming' }));
    show();
    says('a', 'alpha');
    expect(within(pane('a')).getByText('alpha').closest('[aria-live], [role=status], [role=log]')).toBeNull();
  });
});
