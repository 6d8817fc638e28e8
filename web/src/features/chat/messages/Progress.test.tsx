import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { QueueData } from '../../../protocol/chunks';
import { aMessage, containerProps } from '../../../testing/messages';
import { Progress } from './Progress';
import type { MessageCommands } from './types';

function show(place: QueueData): MessageCommands {
  const status = { type: 'streaming', phase: { type: 'queued', place } } as const;
  const commands = { ...containerProps({}), onAskDelete: vi.fn(), onMoveToFront: vi.fn(), onLetBegin: vi.fn() };
  const versions = { ids: ['m1'], position: 1 };
  render(<Progress message={{ ...aMessage({ status, parts: [] }), versions }} commands={commands} />);
  return commands;
}

it('has the answer that waits here be the next', async () => {
  const { onMoveToFront } = show({ position: 3, of: 5 });
  await userEvent.click(screen.getByTestId('move-to-front'));
  expect(onMoveToFront).toHaveBeenCalledOnce();
});

it('has nothing to offer to one that is the next', () => {
  show({ position: 1, of: 5 });
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that the person holds it back, and lets it begin', async () => {
  const { onLetBegin } = show({ position: 1, of: 1, held: true });
  expect(screen.getByTestId('progress')).toHaveTextContent('Paused');
  await userEvent.click(screen.getByTestId('let-begin'));
  expect(onLetBegin).toHaveBeenCalledOnce();
});
