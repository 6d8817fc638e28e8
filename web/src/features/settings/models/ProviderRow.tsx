import type { ReactElement } from 'react';
import type { ProviderEntry } from '../../../protocol/providers';
import { Button } from '../../../shared/ui/Button';
import { RemoveButton } from '../RemoveButton';

interface ProviderRowProps {
  readonly entry: ProviderEntry;
  readonly mayChange: boolean;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

export function ProviderRow({ entry, mayChange, onChange, onRemove }: ProviderRowProps): ReactElement {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" data-testid={`provider-${entry.name}`}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${entry.available ? 'bg-accent' : 'bg-danger'}`} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-base font-medium">{entry.name}</p>
        <p className={`text-sm wrap-anywhere ${entry.available ? 'text-soft' : 'text-danger-text'}`}>
          {stateOf(entry)}
        </p>
        {entry.baseUrl !== undefined && <p className="truncate text-xs text-faint">{entry.baseUrl}</p>}
      </div>
      {entry.readOnly && (
        <span className="shrink-0 rounded-md bg-sunken px-2 py-1 text-xs text-soft">
          {entry.dialect === undefined ? 'found here' : 'configured'}
        </span>
      )}
      {mayChange && (
        <RemoveButton testId="provider-remove" onRemove={onRemove}>
          <Button look="plain" className="h-8 px-2.5" onClick={onChange}>
            Change
          </Button>
        </RemoveButton>
      )}
    </div>
  );
}

function stateOf({ available, reason, modelCount }: ProviderEntry): string {
  if (!available) return reason ?? 'Not available';
  return modelCount === 1 ? '1 model' : `${modelCount} models`;
}
