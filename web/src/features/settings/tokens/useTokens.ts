import { useCallback, useEffect, useMemo } from 'react';
import type { ApiToken } from '../../../protocol/tokens';
import type { TokenCalls } from '../../../shared/api/tokenCalls';
import { sentenceFor } from '../../../shared/notices/sentence';
import { createStore, useStore } from '../../../shared/store';

interface Known {
  readonly tokens: readonly ApiToken[];
  readonly trouble: string | null;
}

export interface Tokens extends Known {
  /** Does it and looks again; whether it was done. */
  readonly change: (work: () => Promise<void>) => Promise<boolean>;
}

export function useTokens(api: TokenCalls): Tokens {
  const store = useMemo(() => createStore<Known>({ tokens: [], trouble: null }), []);
  const change = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
        store.set({ tokens: await api.tokens(), trouble: null });
        return true;
      } catch (error) {
        store.update(({ tokens }) => ({ tokens, trouble: sentenceFor(error) }));
        return false;
      }
    },
    [api, store],
  );
  useEffect(() => {
    void change(() => Promise.resolve());
  }, [change]);
  return { ...useStore(store), change };
}
