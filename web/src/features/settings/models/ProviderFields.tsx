import type { ReactElement } from 'react';
import type { ProviderEntry } from '../../../protocol/providers';
import { Field, FIELD_LOOK } from './Field';
import { DIALECTS } from './presets';
import type { ProviderDraft } from './providerDraft';

interface ProviderFieldsProps {
  readonly draft: ProviderDraft;
  readonly entry: ProviderEntry | null;
  readonly onChange: (change: Partial<ProviderDraft>) => void;
}

export function ProviderFields({ draft, entry, onChange }: ProviderFieldsProps): ReactElement {
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
      <LimitFields draft={draft} onChange={onChange} />
    </>
  );
}

function LimitFields({ draft, onChange }: Omit<ProviderFieldsProps, 'entry'>): ReactElement {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field
        label="Answers at once"
        type="number"
        value={draft.maxConcurrent}
        placeholder="no limit"
        onChange={(maxConcurrent) => {
          onChange({ maxConcurrent });
        }}
      />
      <Field
        label="Requests a minute"
        type="number"
        value={draft.requestsPerMinute}
        placeholder="no limit"
        onChange={(requestsPerMinute) => {
          onChange({ requestsPerMinute });
        }}
      />
    </div>
  );
}
