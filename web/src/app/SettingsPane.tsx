import { useCallback, type ReactElement } from 'react';
import { SettingsDialog } from '../features/settings/SettingsDialog';
import type { SettingsSection } from '../features/settings/types';
import { createStore, useStore } from '../shared/store';
import { changeSettings } from './changeSettings';
import type { AppServices } from './types';

/** Which part of the settings is open: the sidebar opens them, and so does an empty conversation. */
const openSection = createStore<SettingsSection | null>(null);

export function openSettings(section: SettingsSection): void {
  openSection.set(section);
}

function showSection(section: SettingsSection | null): void {
  openSection.set(section);
}

export function SettingsPane({ services }: { readonly services: AppServices }): ReactElement {
  const reloadModels = useCallback(() => {
    void services.models.reload();
  }, [services]);
  return (
    <SettingsDialog
      section={useStore(openSection)}
      onSection={showSection}
      api={services.api}
      onModelsChanged={reloadModels}
      settings={useStore(services.settings.state)}
      models={useStore(services.models.state)}
      onChange={(change) => {
        void changeSettings(services, change);
      }}
    />
  );
}
