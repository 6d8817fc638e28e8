import type { ModelInfo } from '../../../protocol/api';
import type { ConversationSetting } from '../types';

export interface OptionsProps {
  /** The model that would answer now; undefined where none is known. */
  readonly model: ModelInfo | undefined;
  readonly setting: ConversationSetting;
  readonly onChange: (setting: ConversationSetting) => void;
}

export function hasOptions({ systemPrompt, options }: ConversationSetting): boolean {
  return systemPrompt !== null || Object.keys(options).length > 0;
}
