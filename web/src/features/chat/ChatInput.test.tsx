import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from '../../shared/store';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { aModel, inputProps } from '../../testing/messages';
import { ChatInput } from './ChatInput';
import type { ChatInputProps } from './types';

function show(change: Partial<ChatInputProps> = {}): ChatInputProps {
  const props = inputProps(change);
  render(<ChatInput {...props} />, { wrapper: TooltipProvider });
  return props;
}

describe('ChatInput', () => {
  it('sends with Enter and breaks a line with Shift+Enter', async () => {
    const onSend = vi.fn();
    show({ onSend });
    await userEvent.type(screen.getByTestId('chat-input'), 'one{Shift>}{Enter}{/Shift}two{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('one\ntwo');
  });

  it('does not send while a word is still being composed', () => {
    const onSend = vi.fn();
    show({ onSend, draft: createStore('に') });
    fireEvent.keyDown(screen.getByTestId('chat-input'), { key: 'Enter', isComposing: true });
    expect(onSend).not.toHaveBeenCalled();
  });

  it('sends no blank text', async () => {
    const onSend = vi.fn();
    show({ onSend });
    await userEvent.type(screen.getByTestId('chat-input'), '  {Enter}');
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByTestId('send-button')).toBeDisabled();
  });

  it('shows Stop instead of Send while an answer comes, and lets the person write on', async () => {
    const onSend = vi.fn();
    const onCancel = vi.fn();
    const { draft } = show({ isStreaming: true, onSend, onCancel });
    expect(screen.queryByTestId('send-button')).toBeNull();
    await userEvent.type(screen.getByTestId('chat-input'), 'next{Enter}');
    expect(onSend).not.toHaveBeenCalled();
    expect(draft.get()).toBe('next');
    await userEvent.click(screen.getByTestId('stop-button'));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('stops with Escape from the empty field only', async () => {
    const onCancel = vi.fn();
    const { draft } = show({ isStreaming: true, onCancel, draft: createStore('half a sentence') });
    await userEvent.type(screen.getByTestId('chat-input'), '{Escape}');
    expect(onCancel).not.toHaveBeenCalled();
    draft.set('');
    await userEvent.type(screen.getByTestId('chat-input'), '{Escape}');
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('says that it is stopping and takes no second click', () => {
    show({ isStreaming: true, isStopping: true });
    expect(screen.getByTestId('stop-button')).toBeDisabled();
    expect(screen.getByTestId('stop-button')).toHaveTextContent('Stopping…');
  });

  it.each([
    ['No model is connected yet.', { models: [], model: null }],
    ['Choose a model first.', { model: null }],
    ['tiny: It is asleep.', { models: [aModel({ available: false, reason: 'It is asleep.' })] }],
  ])('says why nothing can be sent: %s', (reason, change) => {
    show({ draft: createStore('hello'), ...change });
    expect(screen.getByText(reason)).toBeVisible();
    expect(screen.getByTestId('send-button')).toBeDisabled();
  });

  it('offers the models by provider, the unavailable ones with the reason, the guide by its true name', async () => {
    const onModelChange = vi.fn();
    const models = [
      aModel({ id: 'polylogue/guide', provider: 'polylogue', name: 'guide' }),
      aModel(),
      aModel({ id: 'far/away', provider: 'far', name: 'away', available: false, reason: 'Connection refused' }),
    ];
    show({ models, onModelChange });
    await userEvent.click(screen.getByTestId('model-picker'));
    const options = await screen.findAllByTestId('model-option');
    expect(options.map((option) => option.dataset['modelId'])).toEqual(['local/tiny', 'far/away', 'polylogue/guide']);
    expect(options[1]).toHaveTextContent('Connection refused');
    expect(options[1]).toHaveAttribute('aria-disabled', 'true');
    expect(options[2]).toHaveTextContent('Built-in guide, not a language model');
    await userEvent.click(screen.getByText('Built-in guide, not a language model'));
    expect(onModelChange).toHaveBeenCalledExactlyOnceWith('polylogue/guide');
  });
});
