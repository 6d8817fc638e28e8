import { useCallback, useSyncExternalStore } from 'react';

/** A value that lives outside React and says when it changed. `get` returns the same object until it does. */
export interface ReadableStore<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface Store<T> extends ReadableStore<T> {
  set(value: T): void;
  update(change: (value: T) => T): void;
  /** Whether anybody looks: what nobody looks at need not be drawn. */
  hasListeners(): boolean;
}

/** @param onLook told when somebody begins to look and when nobody does any more */
export function createStore<T>(initial: T, onLook?: (hasListeners: boolean) => void): Store<T> {
  return new ValueStore(initial, onLook);
}

/** There are several for each conversation, and most are never looked at: so it is a class, and its set comes late. */
class ValueStore<T> implements Store<T> {
  #value: T;
  #listeners: Set<() => void> | null = null;
  readonly #onLook: ((hasListeners: boolean) => void) | undefined;

  constructor(initial: T, onLook: ((hasListeners: boolean) => void) | undefined) {
    this.#value = initial;
    this.#onLook = onLook;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(this.#value, value)) return;
    this.#value = value;
    for (const listener of [...(this.#listeners ?? [])]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  subscribe(listener: () => void): () => void {
    const listeners = (this.#listeners ??= new Set());
    listeners.add(listener);
    if (listeners.size === 1) this.#onLook?.(true);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#onLook?.(false);
    };
  }

  hasListeners(): boolean {
    return this.#listeners !== null && this.#listeners.size > 0;
  }
}

export function useStore<T>(store: ReadableStore<T>): T {
  return useSelected(store, same);
}

/** Draws again only when what is selected is another: `select` gives the same object or plain value until then. */
export function useSelected<T, S>(store: ReadableStore<T>, select: (value: T) => S): S {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  return useSyncExternalStore(subscribe, () => select(store.get()));
}

function same<T>(value: T): T {
  return value;
}
