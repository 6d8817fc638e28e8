import type { ProviderEntry, ProviderWish } from '../../../protocol/providers';

/** What is typed into the form of a provider. */
export interface ProviderDraft {
  readonly name: string;
  readonly dialect: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly maxConcurrent: string;
  readonly requestsPerMinute: string;
}

const NEW: ProviderDraft = {
  name: '',
  dialect: 'openai-chat',
  baseUrl: '',
  apiKey: '',
  maxConcurrent: '',
  requestsPerMinute: '',
};

/** A key is never shown: it is typed anew, or stays. */
export function draftOf(entry: ProviderEntry | null): ProviderDraft {
  if (entry === null) return NEW;
  const { name, dialect = NEW.dialect, baseUrl = '', maxConcurrent = '', requestsPerMinute = '' } = entry;
  return {
    ...NEW,
    name,
    dialect,
    baseUrl,
    maxConcurrent: String(maxConcurrent),
    requestsPerMinute: String(requestsPerMinute),
  };
}

/** A key that was not typed stays as it is. */
export function wishOf(draft: ProviderDraft): ProviderWish {
  const { dialect, baseUrl, apiKey, maxConcurrent, requestsPerMinute } = draft;
  return {
    dialect,
    baseUrl: baseUrl.trim(),
    ...(apiKey === '' ? {} : { apiKey }),
    maxConcurrent: limitOf(maxConcurrent),
    requestsPerMinute: limitOf(requestsPerMinute),
  };
}

/** 0 is no limit. */
function limitOf(typed: string): number {
  return Math.max(0, Math.floor(Number(typed)) || 0);
}
