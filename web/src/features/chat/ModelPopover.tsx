import { useState, type ReactElement } from 'react';
import { Popover } from '../../shared/ui/Popover';
import { ModelMenu } from './ModelMenu';
import { ModelPickerButton } from './ModelPickerButton';
import type { ModelPickerProps } from './modelWords';

/** The list of models; it is open when it first appears. */
export function ModelPopover({ models, model, onChange }: ModelPickerProps): ReactElement {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label="Choose a model"
      trigger={<ModelPickerButton models={models} model={model} />}
    >
      <ModelMenu
        models={models}
        model={model}
        onChoose={(id) => {
          onChange(id);
          setIsOpen(false);
        }}
      />
    </Popover>
  );
}
