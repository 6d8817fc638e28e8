import { lazy, useState, type ReactElement } from 'react';
import { Dialog } from '../../shared/ui/Dialog';
import { LazyPart } from '../../shared/ui/LazyPart';
import { SettingsPanel } from './SettingsPanel';
import type { SettingsPanelProps, SettingsSection } from './types';

/** Each is fetched when it is first looked at. */
const ModelsSection = lazy(async () => ({ default: (await import('./models/ModelsSection')).ModelsSection }));
const TokensSection = lazy(async () => ({ default: (await import('./tokens/TokensSection')).TokensSection }));
const ToolsSection = lazy(async () => ({ default: (await import('./tools/ToolsSection')).ToolsSection }));
const UsageSection = lazy(async () => ({ default: (await import('./usage/UsageSection')).UsageSection }));

interface SettingsOverlayProps extends SettingsPanelProps {
  /** Which part is shown; null: shut. */
  readonly section: SettingsSection | null;
  readonly onSection: (section: SettingsSection | null) => void;
}

const SECTIONS: readonly SettingsSection[] = ['General', 'Models', 'Tools', 'API tokens', 'Usage'];

export function SettingsOverlay({ section: shown, onSection, ...panel }: SettingsOverlayProps): ReactElement {
  // Keeps its face while it shuts.
  const [section, setSection] = useState<SettingsSection>(shown ?? 'General');
  if (shown !== null && shown !== section) setSection(shown);
  return (
    <Dialog
      isOpen={shown !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onSection(null);
      }}
      title="Settings"
      description="Changes are kept at once."
    >
      <div role="tablist" aria-label="Settings" className="mb-4 flex gap-1 overflow-x-auto rounded-lg bg-sunken p-0.5">
        {SECTIONS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`settings-${wordOf(each)}`}
            aria-selected={each === section}
            aria-controls="settings-section"
            data-testid={`settings-${wordOf(each)}`}
            className="flex-1 rounded-md px-2 py-1.5 whitespace-nowrap text-sm text-soft aria-selected:bg-raised aria-selected:font-medium aria-selected:text-text aria-selected:shadow-low"
            onClick={() => {
              onSection(each);
            }}
          >
            {each}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="settings-section" aria-labelledby={`settings-${wordOf(section)}`}>
        <LazyPart>
          <SectionOf section={section} panel={panel} />
        </LazyPart>
      </div>
    </Dialog>
  );
}

/** As it stands in ids. */
function wordOf(section: SettingsSection): string {
  return section.toLowerCase().replace(' ', '-');
}

function SectionOf({
  section,
  panel,
}: {
  readonly section: SettingsSection;
  readonly panel: SettingsPanelProps;
}): ReactElement {
  switch (section) {
    case 'General':
      return <SettingsPanel {...panel} />;
    case 'Usage':
      return <UsageSection api={panel.api} />;
    case 'Tools':
      return <ToolsSection api={panel.api} />;
    case 'API tokens':
      return <TokensSection api={panel.api} />;
    case 'Models':
      return (
        <ModelsSection
          api={panel.api}
          onChanged={panel.onModelsChanged}
          onUse={(defaultModel) => {
            panel.onChange({ defaultModel });
          }}
        />
      );
  }
}
