import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ClarificationData } from '../../../protocol/parts';
import { ClarificationCard } from './ClarificationCard';

const WAITING: ClarificationData = {
  id: 'q1',
  question: 'Which one?',
  options: ['Tea', 'Coffee'],
  expiresAt: '2099-01-01T00:00:00Z',
  state: 'waiting',
};

function show(data: ClarificationData): { onAnswer: ReturnType<typeof vi.fn>; onDecline: ReturnType<typeof vi.fn> } {
  const commands = { onAnswer: vi.fn(), onDecline: vi.fn() };
  render(<ClarificationCard data={data} {...commands} />);
  return commands;
}

describe('ClarificationCard', () => {
  it('answers with one of the options, once', async () => {
    const { onAnswer } = show(WAITING);
    await userEvent.click(await screen.findByText('Coffee'));
    await userEvent.click(screen.getByText('Tea'));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith('q1', { text: 'Coffee' });
  });

  it('answers in own words', async () => {
    const { onAnswer } = show(WAITING);
    await userEvent.type(await screen.findByTestId('clarification-input'), ' Water {Enter}');
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith('q1', { text: 'Water' });
  });

  it('sends no empty answer', async () => {
    const { onAnswer } = show(WAITING);
    await userEvent.type(await screen.findByTestId('clarification-input'), '  {Enter}');
    expect(screen.getByTestId('clarification-submit')).toBeDisabled();
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('can be declined', async () => {
    const { onDecline } = show(WAITING);
    await userEvent.click(await screen.findByTestId('clarification-decline'));
    expect(onDecline).toHaveBeenCalledExactlyOnceWith('q1');
  });

  it.each([
    ['answered', 'You answered Tea'],
    ['declined', 'You chose not to answer.'],
    ['expired', 'The question expired'],
    ['cancelled', 'was stopped before'],
  ] as const)('says afterwards that it was %s, and takes nothing more', (state, text) => {
    show({ ...WAITING, state, answer: 'Tea' });
    const card = screen.getByTestId('clarification-card');
    expect(card).toHaveAttribute('data-state', state);
    expect(card).toHaveTextContent(text);
    expect(screen.queryByTestId('clarification-option')).toBeNull();
  });
});
