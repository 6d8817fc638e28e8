import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ModelInfo } from '../../../protocol/api';
import { ChatHarness } from '../../../testing/chatHarness';
import { exchange, problem } from '../../../testing/fakeApi';
import type { ConversationSetting } from '../types';
import { OptionsPanel } from './OptionsPanel';

const UNSET: ConversationSetting = { systemPrompt: null, options: {} };

function model(change: Partial<ModelInfo> = {}, reasoning = false): ModelInfo {
  return {
    id: 'local/tiny',
    provider: 'local',
    name: 'Tiny',
    capabilities: { tools: false, reasoning, images: false },
    available: true,
    ...change,
  };
}

describe('the panel', () => {
  const onChange = vi.fn<(setting: ConversationSetting) => void>();

  beforeEach(() => {
    onChange.mockClear();
  });

  test('shows the thinking only of a model that thinks, and nothing for the guide', () => {
    const { rerender } = render(<OptionsPanel model={model()} setting={UNSET} usage={null} onChange={onChange} />);
    expect(screen.queryByRole('radio', { name: 'High' })).toBeNull();
    rerender(<OptionsPanel model={model({}, true)} setting={UNSET} usage={null} onChange={onChange} />);
    fireEvent.click(screen.getByRole('radio', { name: 'High' }));
    expect(onChange).toHaveBeenCalledWith({ systemPrompt: null, options: { reasoningEffort: 'high' } });
    rerender(
      <OptionsPanel model={model({ id: 'polylogue/guide' })} setting={UNSET} usage={null} onChange={onChange} />,
    );
    expect(screen.queryByRole('slider')).toBeNull();
  });

  test('says the temperature where the thumb comes to rest, and can leave it to the model again', () => {
    const { rerender } = render(<OptionsPanel model={model()} setting={UNSET} usage={null} onChange={onChange} />);
    const thumb = screen.getByRole('slider', { name: 'Temperature' });
    fireEvent.change(thumb, { target: { value: '0.3' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.pointerUp(thumb);
    const set = { systemPrompt: null, options: { temperature: 0.3 } };
    expect(onChange).toHaveBeenLastCalledWith(set);
    rerender(<OptionsPanel model={model()} setting={set} usage={null} onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: 'clear' }));
    expect(onChange).toHaveBeenLastCalledWith(UNSET);
  });

  test('keeps what was typed when the field is left, and when the panel closes', () => {
    const { unmount } = render(<OptionsPanel model={model()} setting={UNSET} usage={null} onChange={onChange} />);
    fireEvent.change(screen.getByLabelText('Longest answer'), { target: { value: '500' } });
    fireEvent.blur(screen.getByLabelText('Longest answer'));
    expect(onChange).toHaveBeenLastCalledWith({ systemPrompt: null, options: { maxOutputTokens: 500 } });
    fireEvent.change(screen.getByLabelText('System prompt'), { target: { value: 'Be kind.' } });
    unmount();
    expect(onChange).toHaveBeenLastCalledWith({ systemPrompt: 'Be kind.', options: {} });
  });
});

describe('the setting of a conversation', () => {
  const KIND: ConversationSetting = { systemPrompt: 'Be kind.', options: { temperature: 0.3 } };
  let page: ChatHarness;

  beforeEach(() => {
    page = new ChatHarness();
    page.api.put('c1', exchange);
  });

  test('is shown at once, and taken back where the server refuses', async () => {
    await page.open('c1');
    page.api.failures.set('patch c1', problem(400, 'bad-request'));
    await page.act(() => {
      page.chat.configure(KIND);
    });
    expect(page.api.calls).toContain('patch c1 {"options":{"temperature":0.3},"systemPrompt":"Be kind."}');
    expect(page.chat.setting).toMatchObject(UNSET);
  });

  test('of a new one goes with its first message', async () => {
    await page.open(null);
    await page.act(() => {
      page.chat.configure(KIND);
    });
    expect(page.chat.setting).toMatchObject(KIND);
    await page.act(() => {
      page.chat.setModel('local/chosen');
    });
    await page.act(() => {
      void page.chat.sendMessage('Hello');
    });
    const setUp = { ...KIND, model: 'local/chosen' };
    expect(page.transport.streams[0]?.request).toMatchObject({ type: 'send', setUp });
  });
});
