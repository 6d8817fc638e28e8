import type { ModelInfo } from '../../protocol/api';

const GUIDE = 'polylogue/guide';

export function isGuide(model: ModelInfo): boolean {
  return model.id === GUIDE;
}

export interface ProviderModels {
  readonly provider: string;
  readonly models: readonly ModelInfo[];
}

/** Models under their providers, in the order of the server; our own guide last, because it is no language model. */
export function byProvider(models: readonly ModelInfo[]): ProviderModels[] {
  const groups = new Map<string, ModelInfo[]>();
  for (const model of [...models].sort((one, other) => Number(isGuide(one)) - Number(isGuide(other)))) {
    groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
  }
  return [...groups].map(([provider, offered]) => ({ provider, models: offered }));
}

/** One line about a model: why it cannot be used, or what is special in it. */
export function describeModel(model: ModelInfo): string {
  if (!model.available) return model.reason ?? 'Not available just now';
  if (isGuide(model)) return 'Built-in guide, not a language model';
  const { reasoning, tools, images } = model.capabilities;
  const words = [
    reasoning ? 'reasoning' : '',
    tools ? 'tools' : '',
    images ? 'images' : '',
    model.maxConcurrent === 1 ? 'one answer at a time' : '',
  ].filter((word) => word !== '');
  return words.join(' · ');
}

/** Why nothing can be sent, or undefined when it can. */
export function whyNotSendable(models: readonly ModelInfo[], model: string | null): string | undefined {
  if (models.length === 0) return 'No model is connected yet.';
  const chosen = models.find(({ id }) => id === model);
  if (chosen === undefined)
    return model === null ? 'Choose a model first.' : `The model ${model} is not there any more.`;
  return chosen.available ? undefined : `${chosen.name}: ${describeModel(chosen)}`;
}

export interface ModelPickerProps {
  readonly models: readonly ModelInfo[];
  readonly model: string | null;
  readonly onChange: (model: string) => void;
}
