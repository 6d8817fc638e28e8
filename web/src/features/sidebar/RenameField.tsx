import { useState, type ReactElement } from 'react';

interface RenameFieldProps {
  readonly title: string;
  readonly onDone: (title: string | undefined) => void;
}

/** Enter or leaving the field saves, Escape does not. */
export function RenameField({ title, onDone }: RenameFieldProps): ReactElement {
  const [text, setText] = useState(title);
  const save = (): void => {
    const trimmed = text.trim();
    onDone(trimmed === '' || trimmed === title ? undefined : trimmed);
  };
  return (
    <input
      autoFocus
      aria-label="Title"
      data-testid="rename-input"
      className="h-9 w-full rounded-lg border border-accent bg-raised px-2.5 text-sm outline-none"
      value={text}
      maxLength={200}
      onFocus={(event) => {
        event.target.select();
      }}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone(undefined);
        }
      }}
    />
  );
}
