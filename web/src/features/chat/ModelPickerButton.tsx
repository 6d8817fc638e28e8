import type { ComponentProps, ReactElement } from 'react';
import type { ModelInfo } from '../../protocol/api';
import { ChevronDownIcon } from '../../shared/ui/icons';
import { isGuide } from './modelWords';

interface ModelPickerButtonProps extends ComponentProps<'button'> {
  readonly models: readonly ModelInfo[];
  readonly model: string | null;
}

export function ModelPickerButton({ models, model, ...rest }: ModelPickerButtonProps): ReactElement {
  const chosen = models.find(({ id }) => id === model);
  const name = chosen?.name ?? model ?? 'No model';
  return (
    <button
      type="button"
      data-testid="model-picker"
      aria-haspopup="dialog"
      aria-label={`Model: ${name}`}
      className="inline-flex h-8 min-w-0 items-center gap-1.5 rounded-lg px-2 text-sm text-soft transition-colors hover:bg-hover hover:text-text"
      {...rest}
    >
      {chosen?.available === false && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-danger" />}
      <span className="truncate">{name}</span>
      {chosen !== undefined && isGuide(chosen) && (
        <span className="shrink-0 text-xs text-faint max-sm:hidden">built-in guide, not a language model</span>
      )}
      <ChevronDownIcon size={15} className="shrink-0" />
    </button>
  );
}
