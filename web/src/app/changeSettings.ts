import type { Settings } from '../protocol/api';
import { sentenceFor } from '../shared/notices/sentence';
import type { AppServices } from './types';

/** Shows a changed setting at once, and takes it back when the server refuses. It never rejects. */
export async function changeSettings(
  { api, notices, settings }: Pick<AppServices, 'api' | 'notices' | 'settings'>,
  change: Partial<Settings>,
): Promise<void> {
  const before = settings.state.get();
  settings.set({ ...before, ...change });
  try {
    settings.set(await api.patchSettings(change));
  } catch (error) {
    settings.set(before);
    notices.show('error', sentenceFor(error));
  }
}
