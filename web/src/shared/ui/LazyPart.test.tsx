import { render, screen } from '@testing-library/react';
import { lazy, type ReactElement } from 'react';
import { expect, it, vi } from 'vitest';
import { LazyPart } from './LazyPart';

it('says that a part could not be fetched, and leaves the rest of the page alone', async () => {
  // React tells the console of every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Missing = lazy((): Promise<{ default: () => ReactElement }> => Promise.reject(new Error('gone')));
  render(
    <>
      <p>The answer goes on</p>
      <LazyPart fallback="One moment">
        <Missing />
      </LazyPart>
    </>,
  );
  expect(screen.getByText('One moment')).toBeVisible();
  expect(await screen.findByRole('alert')).toHaveTextContent('Reload the page');
  expect(screen.getByText('The answer goes on')).toBeVisible();
});
