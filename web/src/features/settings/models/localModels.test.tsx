import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AvailableModel, ModelDownload } from '../../../protocol/localModels';
import { FakeApi } from '../../../testing/fakeApi';
import { LocalModels } from './LocalModels';

const SHA = 'ab'.repeat(32);
const small: AvailableModel = {
  name: 'small',
  title: 'Small 0.5B',
  goodFor: 'Trying things out.',
  licence: 'Apache-2.0',
  address: 'https://models.example/small.gguf',
  host: 'models.example',
  size: 491_400_032,
  sha256: SHA,
};

let api: FakeApi;
const onChanged = vi.fn();
const onUse = vi.fn();

beforeEach(() => {
  api = new FakeApi();
  onChanged.mockClear();
  onUse.mockClear();
});

function show(): void {
  render(<LocalModels api={api} onChanged={onChanged} onUse={onUse} />);
}

function coming(change: Partial<ModelDownload>): void {
  const download: ModelDownload = { name: 'small', received: 245_700_016, size: 491_400_032, phase: 'loading' };
  api.localModelList = { ...api.localModelList, available: [small], downloads: [{ ...download, ...change }] };
}

describe('a small model', () => {
  test('is fetched with two clicks, the second of which sees address, size and checksum', async () => {
    api.localModelList = { ...api.localModelList, available: [small] };
    show();
    expect(await screen.findByText('491 MB · Apache-2.0 · models.example')).toBeVisible();
    fireEvent.click(screen.getByTestId('local-get'));
    expect(screen.getByText('https://models.example/small.gguf')).toBeVisible();
    expect(screen.getByText('491,400,032 bytes')).toBeVisible();
    expect(screen.getByText(SHA)).toBeVisible();
    expect(api.calls).not.toContain('download small');
    fireEvent.click(screen.getByTestId('local-confirm'));
    await vi.waitFor(() => {
      expect(api.calls).toContain('download small');
    });
  });

  test('says how far it is and can be cancelled', async () => {
    coming({});
    show();
    expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
    expect(screen.getByText('246 MB of 491 MB, 50 %')).toBeVisible();
    fireEvent.click(screen.getByTestId('local-stop'));
    await vi.waitFor(() => {
      expect(api.calls).toContain('stop download small');
    });
  });

  test('says in words why it stopped, and can go on', async () => {
    coming({ phase: 'stopped', trouble: 'models.example cannot be reached.' });
    show();
    expect(await screen.findByText('models.example cannot be reached.')).toBeVisible();
    expect(screen.queryByTestId('local-stop')).toBeNull();
    expect(screen.getByTestId('local-get')).toHaveTextContent('Go on');
  });

  test('that is there is used, and removed when it is said twice', async () => {
    const installed = [{ name: 'small', model: 'local/small', size: small.size }];
    api.localModelList = { ...api.localModelList, available: [small], installed };
    show();
    const row = within(await screen.findByTestId('local-small'));
    expect(onChanged).toHaveBeenCalled();
    fireEvent.click(row.getByTestId('local-use'));
    expect(onUse).toHaveBeenCalledExactlyOnceWith('local/small');
    fireEvent.click(row.getByTestId('local-remove'));
    expect(api.calls).not.toContain('remove local small');
    fireEvent.click(row.getByTestId('local-remove'));
    await vi.waitFor(() => {
      expect(api.calls).toContain('remove local small');
    });
  });

  test('is not offered where none can run', async () => {
    const reason = 'Local models are not available on this machine: there is no llama.cpp for it.';
    api.localModelList = { ...api.localModelList, available: [small], reason };
    show();
    expect(await screen.findByText(reason)).toBeVisible();
    expect(screen.queryByTestId('local-get')).toBeNull();
  });

  test('is only shown to those who may not change anything', async () => {
    api.localModelList = { ...api.localModelList, mayChange: false, available: [small] };
    show();
    expect(await screen.findByText('Small 0.5B')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
