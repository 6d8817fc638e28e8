import { lazy, Suspense, useState, type ComponentProps, type ReactElement } from 'react';
import type { ModelInfo } from '../../protocol/api';
import { ChevronDownIcon } from '../../shared/ui/icons';
import { Popover } from '../../shared/ui/Popover';
import { isGuide } from './modelWords';

/** Fetched when it is first opened: the page itself starts without it. */
const ModelMenu = lazy(async () => ({ default: (await import('./ModelMenu')).ModelMenu }));

interface ModelPickerProps {
  readonly models: readonly ModelInfo[];
  readonly model: string | null;
  readonly onChange: (model: string) => void;
}

export function ModelPicker({ models, model, onChange }: ModelPickerProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const chosen = models.find(({ id }) => id === model);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label="Choose a model"
      trigger={<PickerButton chosen={chosen} name={chosen?.name ?? model ?? 'No model'} />}
    >
      <Suspense fallback={<p className="px-4 py-5 text-sm text-faint">One moment…</p>}>
        <ModelMenu
          models={models}
          model={model}
          onChoose={(id) => {
            onChange(id);
            setIsOpen(false);
          }}
        />
      </Suspense>
    </Popover>
  );
}

interface PickerButtonProps extends ComponentProps<'button'> {
  readonly chosen: ModelInfo | undefined;
  readonly name: string;
}

function PickerButton({ chosen, name, ...rest }: PickerButtonProps): ReactElement {
  return (
    <button
      type="button"
      data-testid="model-picker"
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
