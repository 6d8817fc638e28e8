import type { UsageOfDay } from '../../../protocol/usage';

export interface ModelTotal {
  readonly model: string;
  readonly tokens: number;
}

export interface DayTotal {
  readonly day: string;
  /** In the order of all models, the most used first; those that were not used are left out. */
  readonly models: readonly ModelTotal[];
  readonly tokens: number;
}

export const tokensOf = ({ usage }: UsageOfDay): number => usage.inputTokens + usage.outputTokens;

/** All models, the most used first. */
export function modelsOf(rows: readonly UsageOfDay[]): readonly ModelTotal[] {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(row.model, (totals.get(row.model) ?? 0) + tokensOf(row));
  return [...totals].map(([model, tokens]) => ({ model, tokens })).sort((one, other) => other.tokens - one.tokens);
}

/** So many days up to `today`, also those on which nothing was asked. */
export function daysOf(rows: readonly UsageOfDay[], today: Date, days: number): readonly DayTotal[] {
  const order = modelsOf(rows).map(({ model }) => model);
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(today.getTime() - (days - 1 - index) * DAY_MILLIS).toISOString().slice(0, 10);
    const ofDay = rows.filter((row) => row.day === day);
    const models = order
      .map((model) => ({
        model,
        tokens: ofDay.filter((row) => row.model === model).reduce((sum, row) => sum + tokensOf(row), 0),
      }))
      .filter(({ tokens }) => tokens > 0);
    return { day, models, tokens: models.reduce((sum, { tokens }) => sum + tokens, 0) };
  });
}

const DAY_MILLIS = 86_400_000;
