import type { ReactElement } from 'react';
import { SettingsIcon } from '../../shared/ui/icons';

/** The button below the list. */
export function SettingsButton({ onOpen }: { readonly onOpen: () => void }): ReactElement {
  return (
    <div className="shrink-0 border-t border-line p-2">
      <button
        type="button"
        data-testid="settings-button"
        onClick={onOpen}
        className="flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-sm text-soft transition-colors hover:bg-hover hover:text-text"
      >
        <SettingsIcon />
        Settings
      </button>
    </div>
  );
}
