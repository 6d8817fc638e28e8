import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { UsageOfDay } from '../../../protocol/usage';
import { costWords, usageDetails } from '../../../shared/usageWords';
import { daysOf, modelsOf } from './usageDays';
import { UsageSection } from './UsageSection';

const ROWS: readonly UsageOfDay[] = [
  row('2026-11-23', 'a/small', 10, 5),
  row('2026-11-25', 'a/small', 1, 1),
  row('2026-11-25', 'b/large', 100, 50),
];

function row(day: string, model: string, inputTokens: number, outputTokens: number): UsageOfDay {
  return { day, model, answers: 1, usage: { inputTokens, outputTokens, cost: { micros: 1500, currency: 'EUR' } } };
}

describe('usage', () => {
  test('has every day up to today, the most used model at the bottom of each', () => {
    expect(modelsOf(ROWS).map(({ model }) => model)).toEqual(['b/large', 'a/small']);
    expect(daysOf(ROWS, new Date('2026-11-25T12:00:00Z'), 3)).toEqual([
      { day: '2026-11-23', models: [{ model: 'a/small', tokens: 15 }], tokens: 15 },
      { day: '2026-11-24', models: [], tokens: 0 },
      {
        day: '2026-11-25',
        models: [
          { model: 'b/large', tokens: 150 },
          { model: 'a/small', tokens: 2 },
        ],
        tokens: 152,
      },
    ]);
  });

  test('is in a table, newest first', async () => {
    render(<UsageSection api={{ usage: () => Promise.resolve(ROWS) }} />);
    const rows = await screen.findAllByRole('row');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toHaveTextContent('11-25b/large1100500.0015 EUR');
  });

  test('says when there is none', async () => {
    render(<UsageSection api={{ usage: () => Promise.resolve([]) }} />);
    expect(await screen.findByText(/Nothing was counted/)).toBeVisible();
  });

  test('of a message is said part by part', () => {
    const usage = { inputTokens: 1200, outputTokens: 30, cachedInputTokens: 1000, reasoningTokens: 10 };
    expect(usageDetails({ ...usage, cost: { micros: 2_340_000, currency: '€' } })).toBe(
      '1,200 tokens read, 1,000 of them from its cache, 30 written, 10 of them thinking, cost 2.34 €',
    );
    expect(costWords({ micros: 0, currency: 'USD' })).toBe('0.00 USD');
  });
});
