import type { ComponentProps, ReactElement } from 'react';
import { SettingsIcon } from '../../../shared/ui/icons';
import type { ConversationSetting } from '../types';
import { hasOptions } from './optionsProps';

interface OptionsTriggerProps extends ComponentProps<'button'> {
  readonly setting: ConversationSetting;
}

export function OptionsTrigger({ setting, ...rest }: OptionsTriggerProps): ReactElement {
  const isSet = hasOptions(setting);
  return (
    <button
      type="button"
      data-testid="options-button"
      aria-haspopup="dialog"
      aria-label={isSet ? 'Options of this conversation (some are set)' : 'Options of this conversation'}
      title="Options of this conversation"
      className="relative inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-hover hover:text-text aria-expanded:bg-hover aria-expanded:text-text"
      {...rest}
    >
      <SettingsIcon size={20} />
      {isSet && <span aria-hidden className="absolute top-1.5 right-1.5 size-2 rounded-full bg-accent" />}
    </button>
  );
}
