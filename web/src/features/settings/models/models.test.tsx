import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeApi, problem, provider } from '../../../testing/fakeApi';
import { ModelsSection } from './ModelsSection';

let api: FakeApi;
const onChanged = vi.fn();
const onUse = vi.fn();

beforeEach(() => {
  api = new FakeApi();
  onChanged.mockClear();
});

describe('the model servers', () => {
  test('say how they fare, and those of the configuration cannot be changed', async () => {
    const items = [
      provider('mine', { available: false, reason: 'It refused the key.' }),
      provider('fixed', { readOnly: true, modelCount: 1 }),
    ];
    api.providerList = { mayChange: true, items };
    render(<ModelsSection api={api} onChanged={onChanged} onUse={onUse} />);
    expect(await screen.findByText('It refused the key.')).toBeVisible();
    expect(screen.getByText('1 model')).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Change' })).toHaveLength(1);
  });

  test('cannot be changed by everybody', async () => {
    api.providerList = { mayChange: false, items: [provider('mine')] };
    render(<ModelsSection api={api} onChanged={onChanged} onUse={onUse} />);
    expect(await screen.findByText(/Only an operator/)).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('one is added from a preset, after a try', async () => {
    render(<ModelsSection api={api} onChanged={onChanged} onUse={onUse} />);
    fireEvent.click(await screen.findByTestId('provider-add'));
    fireEvent.click(screen.getByRole('button', { name: 'Mistral' }));
    fireEvent.change(screen.getByLabelText('API key'), { target: { value: 'sk-1' } });
    fireEvent.click(screen.getByTestId('provider-test'));
    expect(await screen.findByText('It works: 2 models.')).toBeVisible();
    fireEvent.click(screen.getByTestId('provider-save'));
    await vi.waitFor(() => {
      expect(onChanged).toHaveBeenCalledOnce();
    });
    const wish = {
      dialect: 'openai-chat',
      baseUrl: 'https://api.mistral.ai/v1',
      apiKey: 'sk-1',
      maxConcurrent: 0,
      requestsPerMinute: 0,
      name: 'mistral',
    };
    expect(api.calls).toContain(`add provider ${JSON.stringify(wish)}`);
  });

  test('a refusal is said where it was typed', async () => {
    api.failures.set('add provider', problem(400, 'bad-request'));
    render(<ModelsSection api={api} onChanged={onChanged} onUse={onUse} />);
    fireEvent.click(await screen.findByTestId('provider-add'));
    fireEvent.click(screen.getByRole('button', { name: 'vLLM' }));
    fireEvent.click(screen.getByTestId('provider-save'));
    expect(await screen.findByText('The server says bad-request.')).toBeVisible();
    expect(onChanged).not.toHaveBeenCalled();
  });

  test('one goes only when it is said twice', async () => {
    api.providerList = { mayChange: true, items: [provider('mine')] };
    render(<ModelsSection api={api} onChanged={onChanged} onUse={onUse} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(api.calls).not.toContain('remove provider mine');
    fireEvent.click(screen.getByTestId('provider-remove'));
    await vi.waitFor(() => {
      expect(onChanged).toHaveBeenCalledOnce();
    });
  });
});
