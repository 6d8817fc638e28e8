import type { ReactElement } from 'react';
import type { SourcePart } from '../../../protocol/parts';
import { SourceIcon } from '../../../shared/ui/icons';

/** The pages that an answer rests on. */
export function Sources({ sources }: { readonly sources: readonly SourcePart[] }): ReactElement | null {
  if (sources.length === 0) return null;
  return (
    <div data-testid="sources" className="mt-3.5 flex flex-wrap items-center gap-1.5 text-xs text-soft">
      <span className="text-faint">{sources.length === 1 ? 'Source' : 'Sources'}</span>
      {sources.map((source) => (
        <span
          key={source.sourceId}
          className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-raised px-2 py-1"
        >
          <SourceIcon size={14} className="shrink-0 text-faint" />
          <span className="truncate">{source.title}</span>
        </span>
      ))}
    </div>
  );
}
