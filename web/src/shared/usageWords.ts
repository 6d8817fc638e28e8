import type { Cost, Usage } from '../protocol/chunks';

/** Two digits that say something, also of what costs next to nothing. */
export function costWords({ micros, currency }: Cost): string {
  const amount = micros / 1_000_000;
  const digits = amount === 0 || amount >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(amount)));
  return `${amount.toFixed(digits)} ${currency}`;
}

/** What a message took, part by part. */
export function usageDetails(usage: Usage): string {
  const { inputTokens, outputTokens, reasoningTokens, cachedInputTokens, cost, estimated } = usage;
  const parts = [
    `${inputTokens.toLocaleString('en')} tokens read`,
    cachedInputTokens === undefined || cachedInputTokens === 0
      ? ''
      : `${cachedInputTokens.toLocaleString('en')} of them from its cache`,
    `${outputTokens.toLocaleString('en')} written`,
    reasoningTokens === undefined || reasoningTokens === 0
      ? ''
      : `${reasoningTokens.toLocaleString('en')} of them thinking`,
    cost === undefined ? '' : `cost ${costWords(cost)}`,
    estimated === true ? 'estimated, since the model’s server did not say all of it' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
