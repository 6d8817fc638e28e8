import type { ReactElement } from 'react';
import { Dialog } from '../../shared/ui/Dialog';
import { SettingsPanel } from './SettingsPanel';
import type { SettingsPanelProps } from './types';

interface SettingsOverlayProps extends SettingsPanelProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function SettingsOverlay({ isOpen, onOpenChange, ...panel }: SettingsOverlayProps): ReactElement {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Settings" description="Changes are kept at once.">
      <SettingsPanel {...panel} />
    </Dialog>
  );
}
