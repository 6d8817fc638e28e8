import type { ReactElement } from 'react';

export const FIELD_LOOK =
  'h-9 w-full rounded-lg border border-line-strong bg-page px-2.5 text-sm placeholder:text-faint';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly type?: 'text' | 'password' | 'number';
  readonly onChange: (value: string) => void;
}

export function Field({ label, value, placeholder, type = 'text', onChange }: FieldProps): ReactElement {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-medium">{label}</span>
      <input
        type={type}
        {...(type === 'number' ? { min: 0 } : {})}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellCheck={false}
        className={FIELD_LOOK}
        value={value}
        placeholder={placeholder}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
