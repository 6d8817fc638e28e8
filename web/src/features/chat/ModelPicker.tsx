import { Command } from 'cmdk';
import { useState, type ComponentProps, type ReactElement } from 'react';
import type { ModelInfo } from '../../protocol/api';
import { CheckIcon, ChevronDownIcon, SearchIcon } from '../../shared/ui/icons';
import { Popover } from '../../shared/ui/Popover';
import { byProvider, describeModel, isGuide } from './modelWords';

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
      <Command label="Models" loop defaultValue={model ?? ''}>
        {models.length > 6 && (
          <div className="flex items-center gap-2.5 border-b border-line px-3.5 text-soft">
            <SearchIcon size={16} />
            <Command.Input
              placeholder="Find a model"
              className="h-11 flex-1 bg-transparent text-sm text-text outline-none"
            />
          </div>
        )}
        <Command.List className="max-h-80 overflow-y-auto p-1.5" tabIndex={-1}>
          <Command.Empty className="px-3 py-5 text-center text-sm text-faint">No model has this name.</Command.Empty>
          {byProvider(models).map(({ provider, models: offered }) => (
            <Command.Group
              key={provider}
              heading={provider}
              className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-faint"
            >
              {offered.map((each) => (
                <ModelOption
                  key={each.id}
                  model={each}
                  isChosen={each.id === model}
                  onChoose={() => {
                    onChange(each.id);
                    setIsOpen(false);
                  }}
                />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
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

interface ModelOptionProps {
  readonly model: ModelInfo;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ModelOption({ model, isChosen, onChoose }: ModelOptionProps): ReactElement {
  const description = describeModel(model);
  return (
    <Command.Item
      value={model.id}
      keywords={[model.name, model.provider]}
      disabled={!model.available}
      onSelect={onChoose}
      data-testid="model-option"
      data-model-id={model.id}
      data-chosen={isChosen}
      className="flex cursor-pointer items-start gap-2 rounded-lg px-2.5 py-2 text-sm data-[disabled=true]:cursor-default data-[disabled=true]:opacity-60 data-[selected=true]:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{model.name}</span>
        {description !== '' && (
          <span className={`block text-xs ${model.available ? 'text-faint' : 'text-danger-text'}`}>{description}</span>
        )}
      </span>
      {isChosen && (
        <>
          <CheckIcon size={16} className="mt-0.5 shrink-0 text-accent" />
          <span className="visually-hidden">(in use)</span>
        </>
      )}
    </Command.Item>
  );
}
