import { useCallback, useEffect, useMemo } from 'react';
import type { ProviderList } from '../../../protocol/providers';
import type { ProviderCalls } from '../../../shared/api/providerCalls';
import { sentenceFor } from '../../../shared/notices/sentence';
import { createStore, useStore } from '../../../shared/store';

interface Known {
  readonly list: ProviderList | null;
  readonly trouble: string | null;
}

export interface Providers extends Known {
  /** Does it and looks again; whether it was done. */
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>;
}

const LOOK_MILLIS = 3_000;

/** The model servers, looked at again and again: one that was just added is known to work a moment later. */
export function useProviders(api: ProviderCalls): Providers {
  const store = useMemo(() => createStore<Known>({ list: null, trouble: null }), []);
  const load = useCallback(async () => {
    try {
      store.set({ list: await api.providers(), trouble: null });
    } catch (error) {
      store.update(({ list }) => ({ list, trouble: sentenceFor(error) }));
    }
  }, [api, store]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), LOOK_MILLIS);
    return () => {
      clearInterval(timer);
    };
  }, [load]);
  const change = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        await work();
        await load();
        return true;
      } catch (error) {
        store.update(({ list }) => ({ list, trouble: sentenceFor(error) }));
        return false;
      }
    },
    [load, store],
  );
  return { ...useStore(store), change };
}
