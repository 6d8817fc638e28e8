import type { LocalModelList } from '../../protocol/localModels';
import type { Http } from './http';

export interface LocalModelCalls {
  localModels: () => Promise<LocalModelList>;
  /** Begins it, or goes on with it. */
  downloadModel: (name: string) => Promise<void>;
  /** What has come stays. */
  stopDownload: (name: string) => Promise<void>;
  removeLocalModel: (name: string) => Promise<void>;
}

export function localModelCalls(http: Http): LocalModelCalls {
  const one = (name: string): string => `/api/local-models/${encodeURIComponent(name)}`;
  return {
    localModels: () => http.json('GET', '/api/local-models'),
    downloadModel: (name) => http.done('POST', `${one(name)}/download`),
    stopDownload: (name) => http.done('DELETE', `${one(name)}/download`),
    removeLocalModel: (name) => http.done('DELETE', one(name)),
  };
}
