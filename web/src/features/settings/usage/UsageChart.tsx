import type { ReactElement } from 'react';
import type { DayTotal, ModelTotal } from './usageDays';

interface UsageChartProps {
  readonly days: readonly DayTotal[];
  readonly models: readonly ModelTotal[];
}

/** The first models have a colour each; all others share the last. */
const COLOURS = ['var(--accent)', 'var(--code-function)', 'var(--warning)', 'var(--code-keyword)', 'var(--text-faint)'];

/** Bars per day, stacked by model. The table below says the same to those who cannot see it. */
export function UsageChart({ days, models }: UsageChartProps): ReactElement {
  const most = Math.max(1, ...days.map(({ tokens }) => tokens));
  const colourOf = (model: string): string => {
    const place = models.findIndex((each) => each.model === model);
    return COLOURS[Math.min(place, COLOURS.length - 1)] ?? 'var(--accent)';
  };
  return (
    <figure aria-hidden data-testid="usage-chart">
      <p className="mb-1 flex justify-between text-xs text-faint tabular-nums">
        <span>Tokens per day</span>
        <span>{most.toLocaleString('en')}</span>
      </p>
      <div className="flex h-36 items-end gap-px border-b border-line-strong border-t border-t-line sm:gap-0.5">
        {days.map(({ day, models: ofDay, tokens }) => (
          <div
            key={day}
            title={`${day}: ${tokens.toLocaleString('en')} tokens`}
            className="flex h-full min-w-0 flex-1 flex-col-reverse hover:bg-hover"
          >
            {ofDay.map(({ model, tokens: part }) => (
              <div
                key={model}
                className="min-h-px first:rounded-none last:rounded-t-xs"
                style={{ height: `${(part / most) * 100}%`, background: colourOf(model) }}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="mt-1 flex justify-between text-xs text-faint">
        <span>{shortDay(days[0]?.day)}</span>
        <span>today</span>
      </p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {models.slice(0, COLOURS.length).map(({ model }, index) => (
          <li key={model} className="flex min-w-0 items-center gap-1.5">
            <span className="size-2.5 shrink-0 rounded-xs" style={{ background: COLOURS[index] }} />
            <span className="truncate">
              {index === COLOURS.length - 1 && models.length > COLOURS.length ? 'others' : model}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function shortDay(day: string | undefined): string {
  return day === undefined ? '' : day.slice(5);
}
