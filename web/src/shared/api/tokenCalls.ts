import type { ApiToken, MadeToken } from '../../protocol/tokens';
import type { Http } from './http';

export interface TokenCalls {
  tokens: () => Promise<readonly ApiToken[]>;
  makeToken: (name: string) => Promise<MadeToken>;
  removeToken: (id: string) => Promise<void>;
}

export function tokenCalls(http: Http): TokenCalls {
  return {
    tokens: () => http.json('GET', '/api/tokens'),
    makeToken: (name) => http.json('POST', '/api/tokens', { name }),
    removeToken: (id) => http.done('DELETE', `/api/tokens/${id}`),
  };
}
