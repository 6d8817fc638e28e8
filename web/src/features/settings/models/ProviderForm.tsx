import { useState, type ReactElement } from 'react';
import type { ProviderEntry, ProviderTried } from '../../../protocol/providers';
import type { ProviderCalls } from '../../../shared/api/providerCalls';
import { sentenceFor } from '../../../shared/notices/sentence';
import { Button } from '../../../shared/ui/Button';
import { PRESETS } from './presets';
import { draftOf, wishOf, type ProviderDraft } from './providerDraft';
import { ProviderFields } from './ProviderFields';

interface ProviderFormProps {
  readonly api: ProviderCalls;
  /** The one to change; null for a new one. */
  readonly entry: ProviderEntry | null;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

export function ProviderForm({ api, entry, onSaved, onCancel }: ProviderFormProps): ReactElement {
  const [draft, setDraft] = useState<ProviderDraft>(draftOf(entry));
  const [tried, setTried] = useState<ProviderTried | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const set = (change: Partial<ProviderDraft>): void => {
    setDraft({ ...draft, ...change });
    setTried(null);
  };
  const run = async (work: () => Promise<void>): Promise<void> => {
    setIsBusy(true);
    try {
      await work();
    } catch (error) {
      setTried({ ok: false, modelCount: 0, detail: sentenceFor(error) });
    } finally {
      setIsBusy(false);
    }
  };
  const test = (): Promise<void> =>
    run(async () => {
      setTried(await api.tryProvider({ ...wishOf(draft), ...(entry === null ? {} : { name: entry.name }) }));
    });
  const save = (): Promise<void> =>
    run(async () => {
      if (entry === null) await api.addProvider({ ...wishOf(draft), name: draft.name.trim() });
      else await api.changeProvider(entry.name, wishOf(draft));
      onSaved();
    });
  const isWhole = draft.name.trim() !== '' && draft.baseUrl.trim() !== '';
  return (
    <form
      data-testid="provider-form"
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && !isBusy) void save();
      }}
    >
      {entry === null && <Presets onChoose={set} />}
      <ProviderFields draft={draft} entry={entry} onChange={set} />
      {tried !== null && <Outcome tried={tried} />}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <Button
          className="mr-auto"
          data-testid="provider-test"
          disabled={!isWhole || isBusy}
          onClick={() => void test()}
        >
          {isBusy ? 'One moment…' : 'Test connection'}
        </Button>
        <Button look="plain" onClick={onCancel}>
          Cancel
        </Button>
        <Button look="primary" type="submit" data-testid="provider-save" disabled={!isWhole || isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function Outcome({ tried }: { readonly tried: ProviderTried }): ReactElement {
  return (
    <p
      role="status"
      data-testid="provider-tried"
      className={`rounded-lg px-3 py-2 text-sm wrap-anywhere ${tried.ok ? 'bg-accent-soft text-text' : 'bg-danger-soft text-danger-text'}`}
    >
      {tried.detail}
    </p>
  );
}

function Presets({ onChoose }: { readonly onChoose: (change: Partial<ProviderDraft>) => void }): ReactElement {
  return (
    <div role="group" aria-label="Known servers" className="flex flex-wrap gap-1.5">
      {PRESETS.map(({ label, name, dialect, baseUrl }) => (
        <button
          key={label}
          type="button"
          className="h-8 rounded-lg border border-line-strong bg-raised px-2.5 text-sm hover:bg-hover"
          onClick={() => {
            onChoose({ name, dialect, baseUrl });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
