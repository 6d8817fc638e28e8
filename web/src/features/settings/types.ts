import type { ModelInfo, Settings } from '../../protocol/api';
import type { Api } from '../../shared/api/api';
import type { LocalModelCalls } from '../../shared/api/localModelCalls';
import type { ProviderCalls } from '../../shared/api/providerCalls';
import type { TokenCalls } from '../../shared/api/tokenCalls';
import type { ToolCalls } from '../../shared/api/toolCalls';

export interface SettingsPanelProps {
  readonly api: Pick<Api, keyof ProviderCalls | keyof LocalModelCalls | keyof TokenCalls | keyof ToolCalls | 'usage'>;
  /** Model servers came or went. */
  readonly onModelsChanged: () => void;
  readonly settings: Settings;
  readonly models: readonly ModelInfo[];
  readonly onChange: (change: Partial<Settings>) => void;
}

/** The parts of the settings. */
export type SettingsSection = 'General' | 'Models' | 'Tools' | 'API tokens' | 'Usage';
