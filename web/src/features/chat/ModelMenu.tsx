import { Command } from 'cmdk';
import type { ReactElement } from 'react';
import type { ModelInfo } from '../../protocol/api';
import { CheckIcon, SearchIcon } from '../../shared/ui/icons';
import { byProvider, describeModel } from './modelWords';

export interface ModelMenuProps {
  readonly models: readonly ModelInfo[];
  readonly model: string | null;
  readonly onChoose: (model: string) => void;
}

/** What opens below the picker: all models, to look through with the arrow keys or by name. */
export function ModelMenu({ models, model, onChoose }: ModelMenuProps): ReactElement {
  return (
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
                  onChoose(each.id);
                }}
              />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
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
      className="flex cursor-pointer items-start gap-2 rounded-lg px-2.5 py-2 text-sm data-[disabled=true]:cursor-default data-[selected=true]:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className={`block truncate font-medium ${model.available ? '' : 'text-faint'}`}>{model.name}</span>
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
