import type { ReactElement } from 'react';
import type { ConversationOptions, ReasoningEffort } from '../../../protocol/api';
import { usageDetails } from '../../../shared/usageWords';
import { isGuide } from '../modelWords';
import { hasOptions, type OptionsProps } from './optionsProps';
import { MaxTokens, Temperature } from './NumberSettings';
import { TextSetting } from './TextSetting';

const EFFORTS: readonly (readonly [ReasoningEffort | '', string])[] = [
  ['', 'As it is'],
  ['none', 'None'],
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['high', 'High'],
];

/** Only what the model has. What is changed counts from the next message on. */
export function OptionsPanel({ model, setting, usage, onChange }: OptionsProps): ReactElement {
  const { options } = setting;
  if (model !== undefined && isGuide(model)) {
    return <p className="p-4 text-sm text-soft">The built-in guide is no language model: there is nothing to set.</p>;
  }
  const set = (change: Partial<Record<keyof ConversationOptions, unknown>>): void => {
    onChange({ ...setting, options: withoutUndefined({ ...options, ...change }) });
  };
  return (
    <div className="max-h-[min(36rem,75dvh)] space-y-4 overflow-y-auto p-4">
      <TextSetting
        label="System prompt"
        hint="What the model is told before everything else."
        value={setting.systemPrompt ?? ''}
        onChange={(text) => {
          onChange({ ...setting, systemPrompt: text.trim() === '' ? null : text });
        }}
      />
      <Temperature
        value={options.temperature}
        onChange={(temperature) => {
          set({ temperature });
        }}
      />
      <MaxTokens
        value={options.maxOutputTokens}
        onChange={(maxOutputTokens) => {
          set({ maxOutputTokens });
        }}
      />
      {model?.capabilities.reasoning === true && (
        <Effort
          value={options.reasoningEffort ?? ''}
          onChange={(reasoningEffort) => {
            set({ reasoningEffort });
          }}
        />
      )}
      {usage !== null && (
        <p className="text-xs text-pretty text-soft" data-testid="conversation-usage">
          So far in this conversation: {usageDetails(usage)}.
        </p>
      )}
      <div className="flex items-center justify-between gap-3 border-t border-line pt-3">
        <p className="text-xs text-faint">For this conversation, from the next message on.</p>
        <button
          type="button"
          data-testid="options-reset"
          disabled={!hasOptions(setting)}
          className="h-8 shrink-0 rounded-lg px-2.5 text-sm text-soft hover:bg-hover hover:text-text disabled:opacity-40"
          onClick={() => {
            onChange({ systemPrompt: null, options: {} });
          }}
        >
          Reset
        </button>
      </div>
    </div>
  );
}

function withoutUndefined(options: Partial<Record<keyof ConversationOptions, unknown>>): ConversationOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface EffortProps {
  readonly value: ReasoningEffort | '';
  readonly onChange: (value: ReasoningEffort | undefined) => void;
}

function Effort({ value, onChange }: EffortProps): ReactElement {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Thinking</legend>
      <div className="grid grid-cols-5 rounded-lg bg-sunken p-0.5">
        {EFFORTS.map(([effort, name]) => (
          <label
            key={effort}
            className="cursor-pointer rounded-md px-1 py-1.5 text-center text-xs text-soft has-checked:bg-raised has-checked:font-medium has-checked:text-text has-checked:shadow-low has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name="option-effort"
              className="visually-hidden"
              checked={value === effort}
              onChange={() => {
                onChange(effort === '' ? undefined : effort);
              }}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
