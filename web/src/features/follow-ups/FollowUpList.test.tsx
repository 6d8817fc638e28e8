import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { FollowUpList } from './FollowUpList';
import type { FollowUpListProps } from './types';

function show(
  change: Partial<FollowUpListProps> = {},
): FollowUpListProps & { readonly again: (order: string) => void } {
  const commands = { add: vi.fn(), edit: vi.fn(), move: vi.fn(), remove: vi.fn(), resume: vi.fn() };
  const props: FollowUpListProps = { items: items('abc'), paused: null, commands, ...change };
  const { rerender } = render(<FollowUpList {...props} />, { wrapper: TooltipProvider });
  return {
    ...props,
    again: (order) => {
      rerender(<FollowUpList {...props} items={items(order)} />);
    },
  };
}

function items(order: string): FollowUpListProps['items'] {
  return Array.from(order, (id) => ({ id, text: `text ${id}`, createdAt: '2026-11-22T08:00:00Z' }));
}

function row(id: string): HTMLElement {
  const found = screen.getAllByTestId('follow-up').find((each) => each.dataset['followUpId'] === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

describe('FollowUpList', () => {
  it('shows what waits in the order in which it will be sent', () => {
    show();
    expect(screen.getAllByTestId('follow-up-text').map((each) => each.textContent)).toEqual([
      'text a',
      'text b',
      'text c',
    ]);
    expect(screen.getByTestId('follow-ups-state')).toHaveTextContent('3 to be sent, one after each answer');
    expect(screen.queryByTestId('follow-ups-resume')).toBeNull();
  });

  it.each([
    ['failed', 'Paused: the last answer failed'],
    ['stopped', 'Paused: the last answer was stopped'],
    ['interrupted', 'Paused: the last answer was interrupted'],
  ] as const)('says why it is paused when the answer %s, and offers to resume', async (paused, text) => {
    const { commands } = show({ paused });
    expect(screen.getByTestId('follow-ups-state')).toHaveTextContent(text);
    await userEvent.click(screen.getByTestId('follow-ups-resume'));
    expect(commands.resume).toHaveBeenCalledOnce();
  });

  it('waits for the answer to a question, which nothing but the answer ends', () => {
    show({ paused: 'question' });
    expect(screen.getByTestId('follow-ups-state')).toHaveTextContent('Waits until you answer the question');
    expect(screen.queryByTestId('follow-ups-resume')).toBeNull();
  });

  it('edits a text in place; Escape and a blank text change nothing', async () => {
    const { commands } = show();
    await userEvent.click(within(row('b')).getByTestId('follow-up-edit'));
    await userEvent.type(screen.getByTestId('follow-up-input'), ' indeed{Enter}');
    expect(commands.edit).toHaveBeenCalledExactlyOnceWith('b', 'text b indeed');
    await userEvent.click(within(row('a')).getByTestId('follow-up-edit'));
    await userEvent.type(screen.getByTestId('follow-up-input'), ' not{Escape}');
    await userEvent.click(within(row('c')).getByTestId('follow-up-edit'));
    await userEvent.clear(screen.getByTestId('follow-up-input'));
    await userEvent.keyboard('{Enter}');
    expect(commands.edit).toHaveBeenCalledOnce();
    expect(screen.queryByTestId('follow-up-input')).toBeNull();
  });

  it('moves a text by its buttons, but not beyond the ends', async () => {
    const { commands } = show();
    await userEvent.click(within(row('a')).getByTestId('follow-up-up'));
    await userEvent.click(within(row('c')).getByTestId('follow-up-down'));
    expect(commands.move).not.toHaveBeenCalled();
    await userEvent.click(within(row('a')).getByTestId('follow-up-down'));
    await userEvent.click(within(row('c')).getByTestId('follow-up-up'));
    expect(vi.mocked(commands.move).mock.calls).toEqual([
      ['a', 1],
      ['c', 1],
    ]);
  });

  it('moves a text by Alt and an arrow key, and the focus goes along', async () => {
    const { commands, again } = show();
    within(row('b')).getByTestId('follow-up-edit').focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(commands.move).toHaveBeenCalledExactlyOnceWith('b', 0);
    again('bac');
    expect(within(row('b')).getByTestId('follow-up-up')).toHaveFocus();
  });

  it('removes a text', async () => {
    const { commands } = show();
    await userEvent.click(within(row('b')).getByTestId('follow-up-remove'));
    expect(commands.remove).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('has nothing to move where one waits', () => {
    show({ items: items('a') });
    expect(screen.queryByTestId('follow-up-up')).toBeNull();
  });
});
