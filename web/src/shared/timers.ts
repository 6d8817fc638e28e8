/** Time comes in from outside, so that tests own it. */
export interface Timers {
  now: () => number;
  /** Acts once after that many milliseconds; the result calls it off. */
  after: (millis: number, action: () => void) => () => void;
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after: (millis, action) => {
    const timer = setTimeout(action, millis);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits; the signal ends the wait early, without an error. */
export function pause(timers: Timers, millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timers.after(millis, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
