import { lazy, type ReactElement } from 'react';
import { OnceOpened } from '../../shared/ui/OnceOpened';
import type { SettingsPanelProps, SettingsSection } from './types';

/** Fetched when it is first opened: the page itself starts without it. */
const SettingsOverlay = lazy(async () => ({ default: (await import('./SettingsOverlay')).SettingsOverlay }));

interface SettingsDialogProps extends SettingsPanelProps {
  readonly section: SettingsSection | null;
  readonly onSection: (section: SettingsSection | null) => void;
}

export function SettingsDialog(props: SettingsDialogProps): ReactElement {
  return (
    <OnceOpened isOpen={props.section !== null}>
      <SettingsOverlay {...props} />
    </OnceOpened>
  );
}
