import type { ModelInfo } from '../../../protocol/api';
import type { Usage } from '../../../protocol/chunks';
import type { ConversationSetting } from '../types';

export interface OptionsProps {
  /** The model that would answer now; undefined where none is known. */
  readonly model: ModelInfo | undefined;
  readonly setting: ConversationSetting;
  /** What its answers took so far, all versions; null for nothing. */
  readonly usage: Usage | null;
  readonly onChange: (setting: ConversationSetting) => void;
}

export function hasOptions({ systemPrompt, options }: ConversationSetting): boolean {
  return systemPrompt !== null || Object.keys(options).length > 0;
}
