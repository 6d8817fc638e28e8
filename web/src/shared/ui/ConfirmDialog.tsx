import { lazy, type ReactElement } from 'react';
import type { ConfirmDialogProps } from './ConfirmDialogPanel';
import { OnceOpened } from './OnceOpened';

const ConfirmDialogPanel = lazy(async () => ({ default: (await import('./ConfirmDialogPanel')).ConfirmDialogPanel }));

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement | null {
  return (
    <OnceOpened isOpen={props.isOpen}>
      <ConfirmDialogPanel {...props} />
    </OnceOpened>
  );
}
