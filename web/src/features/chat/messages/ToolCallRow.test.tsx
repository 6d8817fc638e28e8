import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ToolPart } from '../../../protocol/parts';
import { ToolCallRow } from './ToolCallRow';

const CALL: ToolPart = {
  type: 'dynamic-tool',
  toolCallId: 'call_1',
  toolName: 'files_read',
  state: 'input-available',
  inputText: '{"path":"a.txt"}',
  input: { path: 'a.txt' },
};

const WAITING: ToolPart = {
  ...CALL,
  state: 'approval-requested',
  approval: { id: 'q1' },
  activity: { state: 'awaiting-approval', source: 'files', expiresAt: '2099-01-01T00:00:00Z' },
};

function show(part: ToolPart): ReturnType<typeof vi.fn> {
  const onDecide = vi.fn();
  render(<ToolCallRow part={part} isLive onDecide={onDecide} />);
  return onDecide;
}

describe('ToolCallRow', () => {
  it('shows the arguments of a call that waits for a word, and takes the word once', async () => {
    const onDecide = show(WAITING);
    expect(screen.getByTestId('tool-call')).toHaveTextContent('"path": "a.txt"');
    expect(screen.getByTestId('tool-call')).toHaveTextContent('Waits for you');
    await userEvent.click(screen.getByTestId('tool-approve'));
    await userEvent.click(screen.getByTestId('tool-deny'));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('q1', { isApproved: true, always: false });
  });

  it.each([
    ['tool-approve-always', { isApproved: true, always: true }],
    ['tool-deny', { isApproved: false, always: false }],
  ])('can be answered with %s', async (button, decision) => {
    const onDecide = show(WAITING);
    await userEvent.click(screen.getByTestId(button));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('q1', decision);
  });

  it('says how far the tool is', () => {
    show({
      ...CALL,
      activity: {
        state: 'running',
        startedAt: '2026-11-25T08:00:00Z',
        progress: { progress: 3, total: 12, message: 'Reading' },
      },
    });
    expect(screen.getByTestId('tool-call')).toHaveTextContent('Reading · 25 %');
    expect(screen.queryByTestId('tool-approve')).toBeNull();
  });

  it('opens to what the tool gave', async () => {
    show({
      ...CALL,
      state: 'output-available',
      output: 'hello',
      activity: { state: 'done', source: 'files', elapsedMillis: 1240 },
    });
    expect(screen.getByTestId('tool-call')).toHaveTextContent('Done · 1.2 s');
    expect(screen.getByTestId('tool-call')).not.toHaveTextContent('hello');
    await userEvent.click(screen.getByRole('button'));
    expect(screen.getByTestId('tool-call')).toHaveTextContent('hello');
    expect(screen.getByTestId('tool-call')).toHaveTextContent('From files');
  });

  it.each([
    ['failed', 'output-error', 'Failed'],
    ['timed-out', 'output-error', 'Took too long'],
    ['cancelled', 'output-error', 'Stopped'],
    ['denied', 'output-denied', 'Not allowed'],
    ['expired', 'output-denied', 'Nobody answered in time'],
  ] as const)('says that it %s', (activity, state, words) => {
    show({ ...CALL, state, activity: { state: activity } });
    expect(screen.getByTestId('tool-call')).toHaveTextContent(words);
  });
});
