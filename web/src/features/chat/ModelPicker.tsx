import { lazy, useState, type ReactElement } from 'react';
import { LazyPart } from '../../shared/ui/LazyPart';
import { ModelPickerButton } from './ModelPickerButton';
import type { ModelPickerProps } from './modelWords';

/** Fetched when it is first opened: the page itself starts without it. */
const ModelPopover = lazy(async () => ({ default: (await import('./ModelPopover')).ModelPopover }));

export function ModelPicker(props: ModelPickerProps): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const closed = (
    <ModelPickerButton
      models={props.models}
      model={props.model}
      onClick={() => {
        setWasOpened(true);
      }}
    />
  );
  if (!wasOpened) return closed;
  return (
    <LazyPart fallback={closed}>
      <ModelPopover {...props} />
    </LazyPart>
  );
}
