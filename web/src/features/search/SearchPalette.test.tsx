import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UnreachableError } from '../../protocol/problem';
import type { SearchHit, SearchPage } from '../../protocol/search';
import { ManualTimers } from '../../testing/manualTimers';
import { PAUSE_MILLIS, Search } from './search';
import { SearchPalette } from './SearchPalette';

const TITLE: SearchHit = {
  conversationId: 'c1',
  title: 'Violins',
  createdAt: '2026-11-22T08:00:00Z',
  excerpt: [{ text: 'Violins', match: true }],
};
const ANSWER: SearchHit = {
  conversationId: 'c2',
  title: 'Instruments',
  messageId: 'm2',
  role: 'assistant',
  createdAt: '2026-11-21T08:00:00Z',
  excerpt: [
    { text: 'Old ', match: false },
    { text: 'violins', match: true },
    { text: ' <b>sing</b>', match: false },
  ],
};

describe('SearchPalette', () => {
  let timers: ManualTimers;
  let answers: (SearchPage | Error)[];
  const onChoose = vi.fn();

  beforeEach(() => {
    timers = new ManualTimers();
    answers = [];
    onChoose.mockReset();
  });

  function Opened({ search }: { readonly search: Search }): ReactElement {
    const [isOpen, setIsOpen] = useState(true);
    return <SearchPalette search={search} isOpen={isOpen} onOpenChange={setIsOpen} onChoose={onChoose} />;
  }

  async function show(): Promise<void> {
    const ask = (): Promise<SearchPage> => {
      const answer = answers.shift();
      if (answer === undefined) return new Promise(() => undefined);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const search = new Search({ api: { search: ask }, timers });
    render(<Opened search={search} />);
    await screen.findByTestId('search-input');
  }

  async function type(text: string): Promise<void> {
    await userEvent.type(screen.getByTestId('search-input'), text);
    await act(async () => {
      timers.pass(PAUSE_MILLIS);
      await Promise.resolve();
    });
  }

  it('shows what was found as text with the words marked', async () => {
    answers = [{ items: [TITLE, ANSWER] }];
    await show();
    await type('violins');
    expect(await screen.findAllByTestId('search-result')).toHaveLength(2);
    expect(screen.getAllByText(/violins/i, { selector: 'mark' })).toHaveLength(2);
    expect(screen.getByText(/<b>sing<\/b>/)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('2 results.');
  });

  it('is walked through with the arrow keys and opened with Enter', async () => {
    answers = [{ items: [TITLE, ANSWER] }];
    await show();
    await type('violins');
    await screen.findAllByTestId('search-result');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => {
      expect(onChoose).toHaveBeenCalledExactlyOnceWith(ANSWER);
    });
    expect(screen.queryByTestId('search-input')).toBeNull();
  });

  it('says that it searches, that nothing was found, and nothing for an empty field', async () => {
    answers = [{ items: [] }];
    await show();
    expect(screen.queryByRole('status')).toBeNull();
    await userEvent.type(screen.getByTestId('search-input'), 'x');
    expect(screen.getByRole('status')).toHaveTextContent('Searching');
    await type('y');
    expect(screen.getByText('Nothing has these words.')).toBeVisible();
    await userEvent.clear(screen.getByTestId('search-input'));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says why it failed and tries again', async () => {
    answers = [new UnreachableError({ cause: 'cut' }), { items: [TITLE] }];
    await show();
    await type('violins');
    expect(screen.getByRole('alert')).toBeVisible();
    await userEvent.click(screen.getByText('Try again'));
    expect(await screen.findByTestId('search-result')).toBeVisible();
  });

  it('fetches more below what is there', async () => {
    answers = [{ items: [TITLE], next: 'cursor' }, { items: [ANSWER] }];
    await show();
    await type('violins');
    await userEvent.click(await screen.findByTestId('search-more'));
    expect(await screen.findAllByTestId('search-result')).toHaveLength(2);
    expect(screen.queryByTestId('search-more')).toBeNull();
  });
});
