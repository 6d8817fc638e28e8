import type { ModelInfo, Settings } from '../../protocol/api';

export interface SettingsPanelProps {
  readonly settings: Settings;
  readonly models: readonly ModelInfo[];
  readonly onChange: (change: Partial<Settings>) => void;
}
