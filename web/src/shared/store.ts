import { useSyncExternalStore } from 'react';

/** A value that lives outside React and says when it changed. `get` returns the same object until it does. */
export interface ReadableStore<T> {
  get: () => T;
  subscribe: (listener: () => void) => () => void;
}

export interface Store<T> extends ReadableStore<T> {
  set: (value: T) => void;
  update: (change: (value: T) => T) => void;
  /** Whether anybody looks: what nobody looks at need not be drawn. */
  hasListeners: () => boolean;
}

/** @param onLook told when somebody begins to look and when nobody does any more */
export function createStore<T>(initial: T, onLook?: (hasListeners: boolean) => void): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(value, next)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => {
      set(change(value));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) onLook?.(true);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) onLook?.(false);
      };
    },
    hasListeners: () => listeners.size > 0,
  };
}

export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
