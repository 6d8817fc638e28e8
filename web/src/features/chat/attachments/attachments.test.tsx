import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { createStore } from '../../../shared/store';
import { TooltipProvider } from '../../../shared/ui/Tooltip';
import { ChatHarness } from '../../../testing/chatHarness';
import { problem } from '../../../testing/fakeApi';
import { aModel, inputProps } from '../../../testing/messages';
import { ChatInput } from '../ChatInput';
import { ComposerFiles } from './ComposerFiles';
import { addFiles, type DraftFile } from './draftFiles';

const note = new File(['one'], 'note.md');
const picture = new File(['…'], 'map.png', { type: 'image/png' });

function ready(name: string, mediaType: string): DraftFile {
  return { key: name, name, size: 3, state: { type: 'ready', info: { id: name, name, mediaType, size: 3 } } };
}

function show(files: readonly DraftFile[], images: boolean) {
  const onSend = vi.fn();
  const add = vi.fn();
  const model = aModel({ capabilities: { tools: false, reasoning: false, images } });
  const drafts = createStore(files);
  render(
    <ComposerFiles value={{ drafts, add }}>
      <ChatInput {...inputProps({ onSend, models: [model], model: model.id })} />
    </ComposerFiles>,
    { wrapper: TooltipProvider },
  );
  return { onSend, add, drafts };
}

describe('the composer', () => {
  test('sends files without any words', () => {
    const { onSend } = show([ready('note.md', 'text/plain')], false);
    fireEvent.click(screen.getByTestId('send-button'));
    expect(onSend).toHaveBeenCalledExactlyOnceWith('');
  });

  test('says before sending that a model takes no images', () => {
    show([ready('map.png', 'image/png')], false);
    expect(screen.getByText('This model takes no images.')).toBeVisible();
    expect(screen.getByTestId('send-button')).toBeDisabled();
  });

  test('waits for what is on its way', () => {
    show([{ key: 'a', name: 'a', size: 1, state: { type: 'uploading' } }], true);
    expect(screen.getByTestId('send-button')).toBeDisabled();
  });

  test('takes files by paste, drop and picker, and removes one', () => {
    const { add, drafts } = show([ready('map.png', 'image/png')], true);
    fireEvent.paste(screen.getByTestId('chat-input'), { clipboardData: { files: [note] } });
    fireEvent.drop(window, { dataTransfer: { files: [picture], types: ['Files'] } });
    fireEvent.change(screen.getByTestId('attach-picker'), { target: { files: [note] } });
    expect(add.mock.calls).toEqual([[[note]], [[picture]], [[note]]]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove map.png' }));
    expect(drafts.get()).toEqual([]);
  });
});

describe('the files of a conversation', () => {
  test('go with its next message, and come back when that is refused', async () => {
    const page = new ChatHarness();
    page.api.put('c1');
    await page.open('c1');
    await page.act(() => {
      addFiles(page.services, page.chat.files, [note, picture]);
    });
    await page.act(() => {
      void page.chat.sendMessage('');
    });
    const stream = page.stream('c1');
    expect(stream.request).toMatchObject({ type: 'send', text: '', attachments: ['file-note.md', 'file-map.png'] });
    expect(page.chat.messages[0]?.parts.map((part) => part.type)).toEqual(['text', 'file', 'file']);
    expect(page.chat.files.get()).toEqual([]);
    await page.act(() => {
      stream.fail(problem(422, 'unsupported-attachment'));
    });
    expect(page.chat.files.get().map(({ name }) => name)).toEqual(['note.md', 'map.png']);
  });

  test('say what the server refuses', async () => {
    const page = new ChatHarness();
    page.api.put('c1');
    await page.open('c1');
    page.api.failures.set('attach', problem(413, 'too-large'));
    await page.act(() => {
      addFiles(page.services, page.chat.files, [note]);
    });
    expect(page.chat.files.get()[0]?.state).toEqual({ type: 'failed', detail: 'The server says too-large.' });
  });
});
