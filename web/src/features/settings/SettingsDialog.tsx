import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Dialog } from '../../shared/ui/Dialog';
import { SettingsIcon } from '../../shared/ui/icons';
import type { SettingsPanelProps } from './types';

/** Fetched when it is first opened: the page itself starts without it. */
const SettingsPanel = lazy(async () => ({ default: (await import('./SettingsPanel')).SettingsPanel }));

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
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Settings" description="Changes are kept at once.">
        <Suspense fallback={<div className="skeleton h-56" />}>
          <SettingsPanel {...props} />
        </Suspense>
      </Dialog>
    </div>
  );
}
