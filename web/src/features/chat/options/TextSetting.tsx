import { useState, type ReactElement } from 'react';
import { useLastWord } from './useLastWord';

interface TextSettingProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The server is told when the field is left. */
export function TextSetting({ label, hint, value, onChange }: TextSettingProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const rest = (): void => {
    if (typed !== null && typed !== value) onChange(typed);
    setTyped(null);
  };
  useLastWord(() => {
    if (typed !== null && typed !== value) onChange(typed);
  });
  return (
    <div>
      <label htmlFor="option-system-prompt" className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <textarea
        id="option-system-prompt"
        data-testid="system-prompt"
        rows={4}
        maxLength={100_000}
        dir="auto"
        placeholder={hint}
        className="block max-h-60 min-h-20 w-full rounded-lg border border-line-strong bg-page px-2.5 py-2 text-sm placeholder:text-faint"
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={rest}
      />
    </div>
  );
}
