import type { ModelInfo, Settings } from '../../protocol/api';

/** The model that answers: the conversation's own, else the person's default, else the first that is available. */
export function modelFor(own: string | null, settings: Settings, models: readonly ModelInfo[]): string | null {
  const usual = models.find((model) => model.id === settings.defaultModel && model.available);
  const first = models.find((model) => model.available) ?? models[0];
  return own ?? usual?.id ?? first?.id ?? null;
}
