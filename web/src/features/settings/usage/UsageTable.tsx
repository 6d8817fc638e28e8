import type { ReactElement } from 'react';
import type { UsageOfDay } from '../../../protocol/usage';
import { costWords } from '../../../shared/usageWords';

/** Newest first. */
export function UsageTable({ rows }: { readonly rows: readonly UsageOfDay[] }): ReactElement {
  const hasCosts = rows.some(({ usage }) => usage.cost !== undefined);
  return (
    <div className="max-h-72 overflow-auto rounded-xl border border-line" tabIndex={0} role="region" aria-label="Usage">
      <table className="w-full text-left text-xs tabular-nums">
        <caption className="visually-hidden">What your answers took, by day and model</caption>
        <thead className="sticky top-0 bg-sunken text-soft">
          <tr className="*:px-2 *:py-2 *:font-medium">
            <th scope="col">Day</th>
            <th scope="col">Model</th>
            <th scope="col" className="text-right max-sm:hidden">
              Answers
            </th>
            <th scope="col" className="text-right">
              Read
            </th>
            <th scope="col" className="text-right">
              Written
            </th>
            {hasCosts && (
              <th scope="col" className="text-right">
                Cost
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.toReversed().map((row) => (
            <UsageRow key={`${row.day} ${row.model} ${row.usage.cost?.currency ?? ''}`} row={row} hasCosts={hasCosts} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UsageRow({ row, hasCosts }: { readonly row: UsageOfDay; readonly hasCosts: boolean }): ReactElement {
  const { day, model, answers, usage } = row;
  return (
    <tr className="*:px-2 *:py-1.5">
      <td className="whitespace-nowrap" title={day}>
        {day.slice(5)}
      </td>
      <td className="max-w-28 truncate sm:max-w-40" title={model}>
        {model}
      </td>
      <td className="text-right max-sm:hidden">{answers.toLocaleString('en')}</td>
      <td className="text-right">{usage.inputTokens.toLocaleString('en')}</td>
      <td className="text-right">{usage.outputTokens.toLocaleString('en')}</td>
      {hasCosts && (
        <td className="text-right whitespace-nowrap">{usage.cost === undefined ? '' : costWords(usage.cost)}</td>
      )}
    </tr>
  );
}
