import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from '../../shared/store';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { aMessage, containerProps } from '../../testing/messages';
import { ChatContainer } from './ChatContainer';
import type { ChatContainerProps, Message, MessageStatus } from './types';

function show(change: Partial<ChatContainerProps> = {}): void {
  render(<ChatContainer {...containerProps(change)} />, { wrapper: TooltipProvider });
}

const STREAMING: MessageStatus = { type: 'streaming', phase: { type: 'running' } };
const question = aMessage({ id: 'u1', role: 'user', parts: [{ type: 'text', id: 't0', text: 'Why?' }] });

describe('ChatContainer', () => {
  it('offers something to try in an empty conversation', async () => {
    const onSuggest = vi.fn();
    show({ load: { type: 'new' }, onSuggest });
    await userEvent.click(screen.getByText('Ask me a question'));
    expect(onSuggest).toHaveBeenCalledExactlyOnceWith('Ask me a question');
  });

  it('leads to a model where only the guide answers', async () => {
    const onGetModel = vi.fn();
    show({ load: { type: 'new' }, onGetModel });
    await userEvent.click(screen.getByTestId('get-model'));
    expect(onGetModel).toHaveBeenCalledOnce();
  });

  it('says so when a conversation is not there, and offers to try again when it could not be loaded', async () => {
    show({ load: { type: 'missing' } });
    expect(screen.getByTestId('conversation-missing')).toBeVisible();
    const onReload = vi.fn();
    show({ load: { type: 'failed', detail: 'The server is away.' }, onReload });
    await userEvent.click(screen.getByText('Try again'));
    expect(onReload).toHaveBeenCalledOnce();
  });

  it('draws a question once, and not also the tool call by which the model asked it', () => {
    const call = { type: 'dynamic-tool', toolCallId: 'k', toolName: 'ask_user', inputText: '', input: {} } as const;
    const data = {
      id: 'q1',
      question: 'Which day?',
      expiresAt: '2099-01-01T00:00:00Z',
      state: 'waiting',
      kind: 'question',
      toolCallId: 'k',
    } as const;
    const asking = aMessage({
      status: STREAMING,
      parts: [
        { ...call, state: 'input-available' },
        { type: 'data-clarification', id: 'q1', data },
        { ...call, toolCallId: 'other', toolName: 'clock', state: 'input-available' },
      ],
    });
    show({ messages: [question, asking], isStreaming: true });
    expect(screen.getByTestId('clarification-card')).toHaveTextContent('Which day?');
    expect(screen.getAllByTestId('tool-call')).toHaveLength(1);
    expect(screen.getByTestId('tool-call')).toHaveTextContent('clock');
  });

  it('draws the growing message from its store, and the same nodes after its end', () => {
    const message = aMessage({ status: STREAMING, parts: [] });
    const streamingMessage = createStore<Message | null>(message);
    const props = containerProps({ messages: [question, message], streamingMessage, isStreaming: true });
    const { rerender } = render(<ChatContainer {...props} />, { wrapper: TooltipProvider });
    expect(screen.getByTestId('progress')).toHaveTextContent('Thinking…');
    const grown = { ...message, parts: [{ type: 'text', id: 't0', text: 'Because of **this' }] as const };
    act(() => {
      streamingMessage.set(grown);
    });
    const bold = screen.getByText('this');
    const whole = aMessage({ parts: [{ type: 'text', id: 't0', text: 'Because of **this**.' }] });
    rerender(<ChatContainer {...props} messages={[question, whole]} isStreaming={false} />);
    expect(screen.getByText('this')).toBe(bold);
    expect(screen.getAllByTestId('message').map((row) => row.dataset['status'])).toEqual(['complete', 'complete']);
  });

  it('is silent for screen readers while text comes', () => {
    show({ messages: [question] });
    expect(screen.getByRole('log')).toHaveAttribute('aria-live', 'off');
  });

  it.each<[string, MessageStatus, string]>([
    ['stopped', { type: 'incomplete', reason: 'stopped', cause: 'PERSON' }, 'Stopped · 11 characters kept'],
    ['stopped', { type: 'incomplete', reason: 'stopped', cause: 'PERSON' }, 'You stopped it.'],
    [
      'stopped',
      { type: 'incomplete', reason: 'stopped', cause: 'LEFT_PAGE' },
      '11 characters kept. You left the page.',
    ],
    [
      'stopped',
      { type: 'incomplete', reason: 'stopped', cause: 'DEADLINE' },
      'Nobody was watching it for a long time.',
    ],
    ['stopped', { type: 'incomplete', reason: 'stopped', cause: 'SHUTDOWN' }, 'The server was shut down.'],
    ['failed', { type: 'incomplete', reason: 'failed', code: 'x', detail: 'Out of memory.' }, 'Out of memory. 11 char'],
    ['interrupted', { type: 'incomplete', reason: 'interrupted' }, 'Interrupted · 11 characters kept. The server'],
  ])('tells of an answer that was %s, and offers to go on from it or to make it anew', async (...example) => {
    const [word, status, sentence] = example;
    const onContinue = vi.fn();
    const onRegenerate = vi.fn();
    show({ messages: [question, aMessage({ status })], onContinue, onRegenerate });
    const row = screen.getAllByTestId('message')[1];
    expect(row).toHaveAttribute('data-status', word);
    expect(screen.getByTestId('message-end')).toHaveTextContent(sentence);
    await userEvent.click(screen.getByTestId('continue'));
    expect(onContinue).toHaveBeenCalledExactlyOnceWith('m1');
    await userEvent.click(screen.getByTestId('try-again'));
    expect(onRegenerate).toHaveBeenCalledExactlyOnceWith('m1');
  });

  it('counts what was kept as the server does, and groups the digits', () => {
    const parts = [
      { type: 'text', id: 't0', text: 'a'.repeat(1_200) },
      { type: 'text', id: 't1', text: ' 🌍' },
    ] as const;
    show({
      messages: [question, aMessage({ parts, status: { type: 'incomplete', reason: 'stopped', cause: 'PERSON' } })],
    });
    expect(screen.getByTestId('message-end')).toHaveTextContent('Stopped · 1,203 characters kept');
  });

  it.each<[string, MessageStatus]>([
    ['3rd in line for local', { type: 'streaming', phase: { type: 'queued', place: { position: 3, of: 5 } } }],
    ['Connecting…', { type: 'streaming', phase: { type: 'connecting' } }],
    ['Stopping…', { type: 'streaming', phase: { type: 'stopping' } }],
  ])('says %s', (text, status) => {
    show({ messages: [question, aMessage({ status, parts: [] })], isStreaming: true });
    expect(screen.getByTestId('progress')).toHaveTextContent(text);
  });

  it('edits a message in place, and changes nothing on Escape', async () => {
    const onEdit = vi.fn();
    show({ messages: [question], onEdit });
    await userEvent.click(screen.getByTestId('edit'));
    await userEvent.type(screen.getByTestId('edit-input'), ' Or not?{Escape}');
    expect(screen.queryByTestId('edit-input')).toBeNull();
    await userEvent.click(screen.getByTestId('edit'));
    await userEvent.type(screen.getByTestId('edit-input'), ' Really?');
    await userEvent.click(screen.getByTestId('edit-save'));
    expect(onEdit).toHaveBeenCalledExactlyOnceWith('u1', 'Why? Really?');
  });

  it('asks for nothing else while an answer comes here', () => {
    show({ messages: [question, aMessage({ status: STREAMING })], isStreaming: true });
    expect(screen.getByTestId('edit')).toBeDisabled();
    expect(screen.queryByTestId('regenerate')).toBeNull();
  });

  it('steps through versions', async () => {
    const onSelectVersion = vi.fn();
    const versions = { ids: ['a', 'm1', 'b'], position: 2 };
    show({ messages: [question, aMessage({ versions })], onSelectVersion });
    expect(screen.getByTestId('version-label')).toHaveTextContent('2/3');
    await userEvent.click(screen.getByTestId('version-previous'));
    await userEvent.click(screen.getByTestId('version-next'));
    expect(onSelectVersion.mock.calls).toEqual([['a'], ['b']]);
  });

  it('deletes a message only after asking', async () => {
    const onDelete = vi.fn();
    show({ messages: [question, aMessage()], onDelete });
    const answer = screen.getAllByTestId('message')[1];
    if (answer === undefined) throw new Error('no answer');
    await userEvent.click(within(answer).getByTestId('delete-message'));
    expect(onDelete).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByTestId('confirm-delete'));
    expect(onDelete).toHaveBeenCalledExactlyOnceWith('m1');
  });

  it('folds reasoning and shows it on request', async () => {
    const parts = [
      { type: 'reasoning', id: 'r0', text: 'I weigh it.' },
      { type: 'text', id: 't0', text: 'Yes.' },
    ] as const;
    show({ messages: [question, aMessage({ parts })] });
    expect(screen.getByTestId('reasoning')).toHaveTextContent('Thought');
    expect(screen.queryByText('I weigh it.')).toBeNull();
    await userEvent.click(screen.getByText('Thought'));
    expect(screen.getByText('I weigh it.')).toBeVisible();
  });

  it('shows the newest messages first and earlier ones on request', async () => {
    const messages = Array.from({ length: 50 }, (_, index) => aMessage({ id: `m${index}` }));
    show({ messages });
    expect(screen.getAllByTestId('message')).toHaveLength(40);
    expect(screen.getAllByTestId('message').at(-1)).toHaveAttribute('data-message-id', 'm49');
    await userEvent.click(screen.getByTestId('show-earlier'));
    expect(screen.getAllByTestId('message')).toHaveLength(50);
  });

  it('goes to the message that was looked for, also where it is far above, and only once', () => {
    const messages = Array.from({ length: 130 }, (_, index) => aMessage({ id: `m${index}` }));
    const onRevealed = vi.fn();
    show({ messages, revealedMessageId: 'm20', onRevealed });
    const found = screen.getAllByTestId('message').find((row) => row.dataset['messageId'] === 'm20');
    expect(found).toHaveAttribute('data-found', 'true');
    expect(found).toHaveFocus();
    expect(onRevealed).toHaveBeenCalledOnce();
  });
});
