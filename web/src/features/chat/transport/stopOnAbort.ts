import { ProblemError } from '../../../protocol/problem';
import type { Api } from '../../../shared/api/api';
import { pause, type Timers } from '../../../shared/timers';
import { ABANDONED } from './transport';

export interface Stoppable {
  readonly generationId: string;
  /** Ends the reading; with an error when the stop did not reach the server. */
  readonly close: (error?: unknown) => void;
}

/**
 * Turns the abort of a signal into a stop at the server. The reading goes on, because the server says how it ended and
 * sends the text up to there; only when its answer has come and the end chunk has not, is the reading closed after a
 * moment. Returns what takes the listening back.
 */
export function stopOnAbort(signal: AbortSignal, target: Stoppable, api: Api, timers: Timers): () => void {
  const onAbort = (): void => {
    if (signal.reason === ABANDONED) target.close();
    else void stop(target, api, timers);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return () => {
    signal.removeEventListener('abort', onAbort);
  };
}

async function stop({ generationId, close }: Stoppable, api: Api, timers: Timers): Promise<void> {
  for (const wait of RETRY_MILLIS) {
    try {
      await api.stopGeneration(generationId);
      timers.after(GRACE_MILLIS, close);
      return;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) {
        close();
        return;
      }
      if (wait === null) close(error);
      else await pause(timers, wait);
    }
  }
}

/** After each failed try; null: give up. */
const RETRY_MILLIS = [250, 1000, null] as const;
/** The answer to the stop and the last chunks travel on two connections: the chunks may be a moment later. */
const GRACE_MILLIS = 250;
