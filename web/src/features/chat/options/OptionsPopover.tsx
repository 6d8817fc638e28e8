import { useState, type ReactElement } from 'react';
import { Popover } from '../../../shared/ui/Popover';
import { OptionsPanel } from './OptionsPanel';
import type { OptionsProps } from './optionsProps';
import { OptionsTrigger } from './OptionsTrigger';

/** The options of the conversation; they are open when they first appear. */
export function OptionsPopover(props: OptionsProps): ReactElement {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label="Options of this conversation"
      trigger={<OptionsTrigger setting={props.setting} />}
    >
      <OptionsPanel {...props} />
    </Popover>
  );
}
