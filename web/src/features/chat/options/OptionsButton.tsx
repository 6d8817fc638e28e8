import { lazy, useState, type ReactElement } from 'react';
import { LazyPart } from '../../../shared/ui/LazyPart';
import { OptionsTrigger } from './OptionsTrigger';
import type { OptionsProps } from './optionsProps';

/** Fetched when it is first opened: the page itself starts without it. */
const OptionsPopover = lazy(async () => ({ default: (await import('./OptionsPopover')).OptionsPopover }));

/** What opens the options of the conversation; a dot says that some are set. */
export function OptionsButton(props: OptionsProps): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const closed = (
    <OptionsTrigger
      setting={props.setting}
      onClick={() => {
        setWasOpened(true);
      }}
    />
  );
  if (!wasOpened) return closed;
  return (
    <LazyPart fallback={closed}>
      <OptionsPopover {...props} />
    </LazyPart>
  );
}
