import type { ModelInfo } from '../protocol/api';
import type { LoadedValue } from '../shared/loadedValue';
import type { Timers } from '../shared/timers';

/**
 * Keeps the models current: a model server that was away comes back by itself, and nothing tells the page. So it asks
 * again when the page comes into sight, and every few seconds while there is no model to talk to. Returns what ends it.
 */
export function watchModels(models: LoadedValue<readonly ModelInfo[]>, timers: Timers, page: Document): () => void {
  const isVisible = (): boolean => page.visibilityState === 'visible';
  const look = (): void => {
    if (isVisible()) void models.reload();
  };
  const hasNone = (): boolean => !models.state.get().some((model) => model.available);
  let cancel = (): void => undefined;
  const again = (): void => {
    cancel = timers.after(AGAIN_MILLIS, () => {
      if (hasNone()) look();
      again();
    });
  };
  page.addEventListener('visibilitychange', look);
  again();
  return () => {
    cancel();
    page.removeEventListener('visibilitychange', look);
  };
}

const AGAIN_MILLIS = 5_000;
