import type { Cost, Usage } from '../protocol/chunks';

/** Two digits that say something, also of what costs next to nothing. */
export function costWords({ micros, currency }: Cost): string {
  const amount = micros / 1_000_000;
  const digits = amount === 0 || amount >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(amount)));
  return `${amount.toFixed(digits)} ${currency}`;
}

/** What a message took, part by part. */
export function usageDetails({ inputTokens, outputTokens, reasoningTokens, cachedInputTokens, cost }: Usage): string {
  const parts = [
    `${inputTokens.toLocaleString('en')} tokens read`,
    cachedInputTokens === undefined ? '' : `${cachedInputTokens.toLocaleString('en')} of them from its cache`,
    `${outputTokens.toLocaleString('en')} written`,
    reasoningTokens === undefined ? '' : `${reasoningTokens.toLocaleString('en')} of them thinking`,
    cost === undefined ? '' : `cost ${costWords(cost)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
