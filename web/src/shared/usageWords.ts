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

/** What all of them took together; null where nothing was counted. The last currency counts, as on the server. */
export function usageSum(usages: readonly (Usage | null)[]): Usage | null {
  const counted = usages.filter((usage) => usage !== null);
  return counted.length === 0 ? null : counted.reduce(plus);
}

function plus(one: Usage, two: Usage): Usage {
  const reasoningTokens = sum(one.reasoningTokens, two.reasoningTokens);
  const cachedInputTokens = sum(one.cachedInputTokens, two.cachedInputTokens);
  const cost = costSum(one.cost, two.cost);
  return {
    inputTokens: one.inputTokens + two.inputTokens,
    outputTokens: one.outputTokens + two.outputTokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
    ...(cost === undefined ? {} : { cost }),
    ...(one.estimated === true || two.estimated === true ? { estimated: true } : {}),
  };
}

function sum(one: number | undefined, two: number | undefined): number | undefined {
  return one === undefined ? two : one + (two ?? 0);
}

function costSum(one: Cost | undefined, two: Cost | undefined): Cost | undefined {
  if (one === undefined || two === undefined) return one ?? two;
  return one.currency === two.currency ? { ...one, micros: one.micros + two.micros } : two;
}
