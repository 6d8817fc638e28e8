import { useState, type ReactElement, type ReactNode } from 'react';
import { useLastWord } from './useLastWord';

interface NumberSettingProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** While the thumb moves only the page knows; the server is told where it comes to rest. */
export function Temperature({ value, onChange }: NumberSettingProps): ReactElement {
  const [moving, setMoving] = useState<number | null>(null);
  const shown = moving ?? value;
  const rest = (): void => {
    if (moving !== null && moving !== value) onChange(moving);
    setMoving(null);
  };
  return (
    <Setting
      label="Temperature"
      labelFor="option-temperature"
      aside={shown === undefined ? 'As the model has it' : shown.toFixed(1)}
      onClear={
        value === undefined
          ? undefined
          : () => {
              onChange(undefined);
            }
      }
    >
      <input
        id="option-temperature"
        type="range"
        min={0}
        max={2}
        step={0.1}
        value={shown ?? 1}
        aria-valuetext={shown === undefined ? 'As the model has it' : shown.toFixed(1)}
        className={`h-5 w-full accent-(--accent) ${shown === undefined ? 'opacity-50' : ''}`}
        onChange={(event) => {
          setMoving(Number(event.target.value));
        }}
        onPointerUp={rest}
        onKeyUp={rest}
        onBlur={rest}
      />
      <p aria-hidden className="flex justify-between text-xs text-faint">
        <span>steady</span>
        <span>surprising</span>
      </p>
    </Setting>
  );
}

export function MaxTokens({ value, onChange }: NumberSettingProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const rest = (): void => {
    if (typed !== null) {
      const number = Math.floor(Number(typed));
      const chosen = number >= 1 && number <= MOST_TOKENS ? number : undefined;
      if (chosen !== value) onChange(chosen);
    }
    setTyped(null);
  };
  useLastWord(rest);
  return (
    <Setting label="Longest answer" labelFor="option-max-tokens" aside="tokens, thinking included">
      <input
        id="option-max-tokens"
        type="number"
        inputMode="numeric"
        min={1}
        max={MOST_TOKENS}
        placeholder="As the model has it"
        className="h-9 w-full rounded-lg border border-line-strong bg-page px-2.5 text-sm placeholder:text-faint"
        value={typed ?? value?.toString() ?? ''}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={rest}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rest();
        }}
      />
    </Setting>
  );
}

const MOST_TOKENS = 2_147_483_647;

interface SettingProps {
  readonly label: string;
  readonly labelFor: string;
  readonly aside: string;
  readonly onClear?: (() => void) | undefined;
  readonly children: ReactNode;
}

function Setting({ label, labelFor, aside, onClear, children }: SettingProps): ReactElement {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <label htmlFor={labelFor} className="text-sm font-medium">
          {label}
        </label>
        <span className="text-xs text-faint tabular-nums">
          {aside}
          {onClear !== undefined && (
            <button type="button" className="ml-2 text-soft underline hover:text-text" onClick={onClear}>
              clear
            </button>
          )}
        </span>
      </div>
      {children}
    </div>
  );
}
