import { useState, type ReactElement } from 'react';
import type { ProviderEntry } from '../../../protocol/providers';
import type { LocalModelCalls } from '../../../shared/api/localModelCalls';
import type { ProviderCalls } from '../../../shared/api/providerCalls';
import { Button } from '../../../shared/ui/Button';
import { PlusIcon } from '../../../shared/ui/icons';
import { ProviderForm } from './ProviderForm';
import { ProviderRow } from './ProviderRow';
import { LocalModels } from './LocalModels';
import { useLooked } from '../useLooked';

export interface ModelsSectionProps {
  readonly api: ProviderCalls & LocalModelCalls;
  /** The models may be others now. */
  readonly onChanged: () => void;
  /** Has new conversations begin with that model. */
  readonly onUse: (model: string) => void;
}

const LOOK_MILLIS = 3_000;

/** The name of the one that is being changed; empty for a new one. */
type Open = string | null;

/** The model servers: which there are, how they fare, and the way to add, change and remove one. */
export function ModelsSection({ api, onChanged, onUse }: ModelsSectionProps): ReactElement {
  const { value: list, trouble, change } = useLooked(api.providers, LOOK_MILLIS);
  const [open, setOpen] = useState<Open>(null);
  const changed = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await change(work))) return;
    setOpen(null);
    onChanged();
  };
  const form = (entry: ProviderEntry | null): ReactElement => (
    <ProviderForm
      api={api}
      entry={entry}
      onSaved={() => void changed(() => Promise.resolve())}
      onCancel={() => {
        setOpen(null);
      }}
    />
  );
  return (
    <div className="space-y-3">
      {trouble !== null && <p className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-text">{trouble}</p>}
      {list?.items.length === 0 && (
        <p className="py-4 text-center text-sm text-soft">No model server yet. Add the first one.</p>
      )}
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden" data-testid="provider-list">
        {list?.items.map((entry) => (
          <li key={entry.name} className="px-4 py-3">
            <ProviderRow
              entry={entry}
              mayChange={list.mayChange && !entry.readOnly}
              onChange={() => {
                setOpen(entry.name);
              }}
              onRemove={() => void changed(() => api.removeProvider(entry.name))}
            />
            {open === entry.name && <div className="mt-3 border-t border-line pt-4">{form(entry)}</div>}
          </li>
        ))}
      </ul>
      {list?.mayChange === false && (
        <p className="text-sm text-soft">Only an operator of this server may change these.</p>
      )}
      {list?.mayChange === true && (
        <Adding
          isOpen={open === ''}
          form={form}
          onOpen={() => {
            setOpen('');
          }}
        />
      )}
      <LocalModels api={api} onChanged={onChanged} onUse={onUse} />
    </div>
  );
}

interface AddingProps {
  readonly isOpen: boolean;
  readonly form: (entry: null) => ReactElement;
  readonly onOpen: () => void;
}

function Adding({ isOpen, form, onOpen }: AddingProps): ReactElement {
  if (isOpen) return <div className="rounded-xl border border-line p-4">{form(null)}</div>;
  return (
    <Button data-testid="provider-add" onClick={onOpen}>
      <PlusIcon size={16} />
      Add a model server
    </Button>
  );
}
