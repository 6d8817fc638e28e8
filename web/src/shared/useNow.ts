import { useSyncExternalStore } from 'react';

const EVERY = 30_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of [...listeners]) each();
  }, EVERY);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, twice a minute: for "expires in 5 minutes". One clock for the page, and none when nobody looks. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
