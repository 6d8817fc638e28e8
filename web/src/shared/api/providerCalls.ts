import type { ProviderEntry, ProviderList, ProviderTried, ProviderWish } from '../../protocol/providers';
import type { Http } from './http';

export interface ProviderCalls {
  providers: () => Promise<ProviderList>;
  addProvider: (wish: ProviderWish) => Promise<ProviderEntry>;
  /** Keeps nothing; with the name of one that is there, what is left out is taken from that. */
  tryProvider: (wish: ProviderWish) => Promise<ProviderTried>;
  changeProvider: (name: string, wish: ProviderWish) => Promise<ProviderEntry>;
  removeProvider: (name: string) => Promise<void>;
}

export function providerCalls(http: Http): ProviderCalls {
  const one = (name: string): string => `/api/providers/${encodeURIComponent(name)}`;
  return {
    providers: () => http.json('GET', '/api/providers'),
    addProvider: (wish) => http.json('POST', '/api/providers', wish),
    tryProvider: (wish) => http.json('POST', '/api/providers/test', wish),
    changeProvider: (name, wish) => http.json('PATCH', one(name), wish),
    removeProvider: (name) => http.done('DELETE', one(name)),
  };
}
