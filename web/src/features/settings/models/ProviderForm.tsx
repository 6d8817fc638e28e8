import { useState, type ReactElement } from 'react';
import type { ProviderEntry, ProviderTried, ProviderWish } from '../../../protocol/providers';
import type { ProviderCalls } from '../../../shared/api/providerCalls';
import { sentenceFor } from '../../../shared/notices/sentence';
import { Button } from '../../../shared/ui/Button';
import { DIALECTS, PRESETS } from './presets';
import { Field, FIELD_LOOK } from './Field';

interface ProviderFormProps {
  readonly api: ProviderCalls;
  /** The one to change; null for a new one. */
  readonly entry: ProviderEntry | null;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

interface Draft {
  readonly name: string;
  readonly dialect: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly maxConcurrent: string;
}

export function ProviderForm({ api, entry, onSaved, onCancel }: ProviderFormProps): ReactElement {
  const [draft, setDraft] = useState<Draft>(draftOf(entry));
  const [tried, setTried] = useState<ProviderTried | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const set = (change: Partial<Draft>): void => {
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
      <Fields draft={draft} entry={entry} onChange={set} />
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

function draftOf(entry: ProviderEntry | null): Draft {
  return {
    name: entry?.name ?? '',
    dialect: entry?.dialect ?? 'openai-chat',
    baseUrl: entry?.baseUrl ?? '',
    apiKey: '',
    maxConcurrent: entry?.maxConcurrent?.toString() ?? '',
  };
}

/** A key that was not typed stays as it is. */
function wishOf({ dialect, baseUrl, apiKey, maxConcurrent }: Draft): ProviderWish {
  return {
    dialect,
    baseUrl: baseUrl.trim(),
    ...(apiKey === '' ? {} : { apiKey }),
    maxConcurrent: Math.max(0, Math.floor(Number(maxConcurrent)) || 0),
  };
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

function Presets({ onChoose }: { readonly onChoose: (change: Partial<Draft>) => void }): ReactElement {
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

interface FieldsProps {
  readonly draft: Draft;
  readonly entry: ProviderEntry | null;
  readonly onChange: (change: Partial<Draft>) => void;
}

function Fields({ draft, entry, onChange }: FieldsProps): ReactElement {
  return (
    <>
      {entry === null && (
        <Field
          label="Name"
          value={draft.name}
          placeholder="small letters, as: mistral"
          onChange={(name) => {
            onChange({ name: name.toLowerCase() });
          }}
        />
      )}
      <Field
        label="Address"
        value={draft.baseUrl}
        placeholder="https://…/v1"
        onChange={(baseUrl) => {
          onChange({ baseUrl });
        }}
      />
      <label className="block">
        <span className="mb-1 block text-sm font-medium">Interface</span>
        <select
          className={FIELD_LOOK}
          value={draft.dialect}
          onChange={(event) => {
            onChange({ dialect: event.target.value });
          }}
        >
          {DIALECTS.map(([dialect, label]) => (
            <option key={dialect} value={dialect}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Field
        label="API key"
        type="password"
        value={draft.apiKey}
        placeholder={entry?.hasKey === true ? 'there is one; type to replace it' : 'none'}
        onChange={(apiKey) => {
          onChange({ apiKey });
        }}
      />
      <Field
        label="Answers at once"
        type="number"
        value={draft.maxConcurrent}
        placeholder="no limit"
        onChange={(maxConcurrent) => {
          onChange({ maxConcurrent });
        }}
      />
    </>
  );
}
