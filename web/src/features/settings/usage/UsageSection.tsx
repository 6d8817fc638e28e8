import { useEffect, useMemo, type ReactElement } from 'react';
import type { UsageOfDay } from '../../../protocol/usage';
import { sentenceFor } from '../../../shared/notices/sentence';
import { createStore, useStore } from '../../../shared/store';
import { UsageChart } from './UsageChart';
import { daysOf, modelsOf } from './usageDays';
import { UsageTable } from './UsageTable';

const DAYS = 30;

interface UsageSectionProps {
  readonly api: { readonly usage: (days: number) => Promise<readonly UsageOfDay[]> };
}

type Known =
  | { readonly type: 'loading' }
  | { readonly type: 'known'; readonly rows: readonly UsageOfDay[]; readonly today: Date }
  | { readonly type: 'failed'; readonly detail: string };

/** What the answers of the last days took: drawn, and in figures. */
export function UsageSection({ api }: UsageSectionProps): ReactElement | null {
  const store = useMemo(() => createStore<Known>({ type: 'loading' }), []);
  useEffect(() => {
    api.usage(DAYS).then(
      (rows) => {
        store.set({ type: 'known', rows, today: new Date() });
      },
      (error: unknown) => {
        store.set({ type: 'failed', detail: sentenceFor(error) });
      },
    );
  }, [api, store]);
  const known = useStore(store);
  switch (known.type) {
    case 'loading':
      return null;
    case 'failed':
      return <p className="text-sm text-danger-text">{known.detail}</p>;
    case 'known':
      return known.rows.length === 0 ? (
        <p className="py-8 text-center text-sm text-soft">
          Nothing was counted in the last {DAYS} days. The built-in guide takes no tokens.
        </p>
      ) : (
        <div className="space-y-5">
          <UsageChart days={daysOf(known.rows, known.today, DAYS)} models={modelsOf(known.rows)} />
          <UsageTable rows={known.rows} />
        </div>
      );
  }
}
