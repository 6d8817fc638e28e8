import type { Chunk } from '../../../protocol/chunks';
import type { Api } from '../../../shared/api/api';
import type { Timers } from '../../../shared/timers';
import type { GenerationRouter } from './generationRouter';
import { startGeneration } from './startGeneration';
import { stopOnAbort } from './stopOnAbort';
import { ABANDONED, type ChatRequest, type ChatTransport } from './transport';

/**
 * Commands are short requests; the chunks of all conversations come over the one event connection. So any number of
 * conversations stream at once over plain HTTP/1.1, and a stop never queues behind a stream.
 */
export function multiplexedTransport(api: Api, router: GenerationRouter, timers: Timers): ChatTransport {
  async function* send(request: ChatRequest, signal: AbortSignal): AsyncGenerator<Chunk, void, undefined> {
    const { generationId } = request.type === 'follow' ? request : await startGeneration(api, timers, request);
    if (signal.aborted && signal.reason === ABANDONED) return;
    const chunks = router.follow(generationId);
    const close = (error?: unknown): void => {
      chunks.close(error);
    };
    const release = stopOnAbort(signal, { generationId, close }, api, timers);
    try {
      yield* chunks;
    } finally {
      release();
      router.release(generationId, chunks);
    }
  }
  return { send };
}
