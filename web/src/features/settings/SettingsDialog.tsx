import { lazy, useState, type ReactElement } from 'react';
import { SettingsIcon } from '../../shared/ui/icons';
import { OnceOpened } from '../../shared/ui/OnceOpened';
import type { SettingsPanelProps } from './types';

/** Fetched when it is first opened: the page itself starts without it. */
const SettingsOverlay = lazy(async () => ({ default: (await import('./SettingsOverlay')).SettingsOverlay }));

/** The button below the list, and what it opens. */
export function SettingsDialog(props: SettingsPanelProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="shrink-0 border-t border-line p-2">
      <button
        type="button"
        data-testid="settings-button"
        onClick={() => {
          setIsOpen(true);
        }}
        className="flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-sm text-soft transition-colors hover:bg-hover hover:text-text"
      >
        <SettingsIcon />
        Settings
      </button>
      <OnceOpened isOpen={isOpen}>
        <SettingsOverlay {...props} isOpen={isOpen} onOpenChange={setIsOpen} />
      </OnceOpened>
    </div>
  );
}
