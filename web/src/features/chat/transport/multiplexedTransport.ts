import type { Chunk } from '../../../protocol/chunks';
import type { Api } from '../../../shared/api/api';
import type { Timers } from '../../../shared/timers';
import type { GenerationRouter } from './generationRouter';
import { startGeneration, type StartRequest } from './startGeneration';
import { stopOnAbort } from './stopOnAbort';
import { ABANDONED, type ChatTransport } from './transport';

/**
 * Commands are short requests; the chunks of all conversations come over the one event connection. So any number of
 * conversations stream at once over plain HTTP/1.1, and a stop never queues behind a stream.
 */
export function multiplexedTransport(api: Api, router: GenerationRouter, timers: Timers): ChatTransport {
  const follow = (generationId: string, signal: AbortSignal): AsyncIterable<Chunk> => {
    const chunks = router.follow(generationId, () => {
      release();
    });
    const close = (error?: unknown): void => {
      chunks.close(error);
    };
    const release = stopOnAbort(signal, { generationId, close }, api, timers);
    return chunks;
  };
  async function* start(request: StartRequest, signal: AbortSignal): AsyncGenerator<Chunk, void, undefined> {
    const { generationId } = await startGeneration(api, timers, request);
    if (signal.aborted && signal.reason === ABANDONED) return;
    yield* follow(generationId, signal);
  }
  return {
    send: (request, signal) =>
      request.type === 'follow' ? follow(request.generationId, signal) : start(request, signal),
  };
}
