import { useId, useState, type ReactElement } from 'react';
import { Button } from '../../../shared/ui/Button';
import { valuesOf, type FormField } from './formFields';

interface SchemaFormProps {
  readonly fields: readonly FormField[];
  readonly isSent: boolean;
  readonly hint: string;
  readonly onSubmit: (values: Readonly<Record<string, unknown>>) => void;
  readonly onDecline: () => void;
}

/** A question that wants several values. The browser holds them against the fields before they are sent. */
export function SchemaForm({ fields, isSent, hint, onSubmit, onDecline }: SchemaFormProps): ReactElement {
  const [typed, setTyped] = useState<Readonly<Record<string, string | boolean>>>(() =>
    Object.fromEntries(
      fields.map(({ name, kind, initial }) => [name, kind.type === 'boolean' ? initial === true : initial]),
    ),
  );
  return (
    <form
      data-testid="clarification-form"
      className="mt-3.5 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(valuesOf(fields, typed));
      }}
    >
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          isDisabled={isSent}
          onChange={(value) => {
            setTyped((before) => ({ ...before, [field.name]: value }));
          }}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" data-testid="clarification-submit" disabled={isSent}>
          Answer
        </Button>
        <Button look="plain" data-testid="clarification-decline" disabled={isSent} onClick={onDecline}>
          Skip
        </Button>
      </div>
      <p className="text-xs text-faint">{hint}</p>
    </form>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: string | boolean;
  readonly isDisabled: boolean;
  readonly onChange: (value: string | boolean) => void;
}

function Field({ field, value, isDisabled, onChange }: FieldProps): ReactElement {
  const id = useId();
  if (field.kind.type === 'boolean') {
    return (
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          className="mt-1 accent-accent"
          checked={value === true}
          disabled={isDisabled}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        <span>
          {field.label}
          <Description text={field.description} />
        </span>
      </label>
    );
  }
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {field.label}
        {!field.isRequired && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      <Description text={field.description} />
      <Control id={id} field={field} value={String(value)} isDisabled={isDisabled} onChange={onChange} />
    </div>
  );
}

function Description({ text }: { readonly text: string | undefined }): ReactElement | null {
  return text === undefined ? null : <span className="block text-xs text-soft">{text}</span>;
}

const CONTROL =
  'mt-1 h-9 w-full rounded-lg border border-line-strong bg-page px-3 text-sm outline-none focus:border-accent';

interface ControlProps extends Omit<FieldProps, 'value'> {
  readonly id: string;
  readonly value: string;
}

function Control({ id, field: { kind, isRequired }, value, isDisabled, onChange }: ControlProps): ReactElement {
  const common = {
    id,
    className: CONTROL,
    value,
    disabled: isDisabled,
    required: isRequired,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onChange(event.target.value);
    },
  };
  switch (kind.type) {
    case 'choice':
      return (
        <select {...common}>
          <option value="">Choose…</option>
          {kind.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'number':
      return <input {...common} type="number" step={kind.isWhole ? 1 : 'any'} min={kind.min} max={kind.max} />;
    case 'text':
      return <input {...common} type={kind.input} />;
    case 'boolean':
      return <input {...common} type="text" />;
  }
}
