import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeApi, problem } from '../../../testing/fakeApi';
import { TokensSection } from './TokensSection';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi();
});

function make(name: string): void {
  fireEvent.change(screen.getByLabelText('New token for'), { target: { value: name } });
  fireEvent.click(screen.getByTestId('token-make'));
}

describe('the API tokens', () => {
  test('say whether they were used', async () => {
    api.tokenList = [{ id: 't1', name: 'editor', createdAt: '2026-11-25T12:00:00Z' }];
    render(<TokensSection api={api} />);
    expect(await screen.findByText('editor')).toBeVisible();
    expect(screen.getByText(/never used/)).toBeVisible();
  });

  test('one is made, and its secret is shown once', async () => {
    render(<TokensSection api={api} />);
    make(' editor ');
    expect(await screen.findByText('pk-secret')).toBeVisible();
    expect(api.calls).toContain('make token editor');
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByText('pk-secret')).toBeNull();
  });

  test('a refusal is said and keeps what was typed', async () => {
    api.failures.set('make token', problem(409, 'wrong-state'));
    render(<TokensSection api={api} />);
    make('editor');
    expect(await screen.findByText('The server says wrong-state.')).toBeVisible();
    expect(screen.getByLabelText('New token for')).toHaveValue('editor');
  });

  test('one goes only when it is said twice', async () => {
    api.tokenList = [{ id: 't1', name: 'editor', createdAt: '2026-11-25T12:00:00Z' }];
    render(<TokensSection api={api} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(api.calls).not.toContain('remove token t1');
    fireEvent.click(screen.getByTestId('token-remove'));
    await waitFor(() => {
      expect(api.calls).toContain('remove token t1');
    });
  });
});
