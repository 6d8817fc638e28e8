import { useCallback, useEffect, useMemo } from 'react';
import { sentenceFor } from '../../shared/notices/sentence';
import { createStore, useStore } from '../../shared/store';

interface Known<T> {
  readonly value: T | null;
  readonly trouble: string | null;
}

export interface Looked<T> extends Known<T> {
  /** Does it and looks again; whether it was done. */
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>;
}

/**
 * What the server says. With `everyMillis` it is asked again and again: what was just added or begun fares differently a
 * moment later.
 */
export function useLooked<T>(ask: () => Promise<T>, everyMillis: number | null): Looked<T> {
  const store = useMemo(() => createStore<Known<T>>({ value: null, trouble: null }), []);
  const load = useCallback(async () => {
    try {
      store.set({ value: await ask(), trouble: null });
    } catch (error) {
      store.update(({ value }) => ({ value, trouble: sentenceFor(error) }));
    }
  }, [ask, store]);
  useEffect(() => {
    void load();
    if (everyMillis === null) return undefined;
    const timer = setInterval(() => void load(), everyMillis);
    return () => {
      clearInterval(timer);
    };
  }, [load, everyMillis]);
  const change = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        await work();
        await load();
        return true;
      } catch (error) {
        store.update(({ value }) => ({ value, trouble: sentenceFor(error) }));
        return false;
      }
    },
    [load, store],
  );
  return { ...useStore(store), change };
}
