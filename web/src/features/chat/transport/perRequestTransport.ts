import type { Chunk } from '../../../protocol/chunks';
import { MalformedError } from '../../../protocol/decode';
import { ProblemError } from '../../../protocol/problem';
import { generationPath, type Api } from '../../../shared/api/api';
import { conversationPath } from '../../../shared/api/conversationPath';
import type { Http } from '../../../shared/api/http';
import { pause, type Timers } from '../../../shared/timers';
import { Backoff } from './backoff';
import { isEnd } from './liveGenerations';
import { readChunks } from './readChunks';
import { sendBody, setUp, startGeneration } from './startGeneration';
import { stopOnAbort } from './stopOnAbort';
import { ABANDONED, type ChatRequest, type ChatTransport } from './transport';

export interface PerRequestOptions {
  readonly http: Http;
  readonly api: Api;
  readonly timers: Timers;
  readonly random: () => number;
}

/**
 * Each generation has a stream of its own, as in the seed of this project. It is for places where the shared event
 * connection cannot be had; a browser over HTTP/1.1 carries only six of these at a time.
 */
export function perRequestTransport(options: PerRequestOptions): ChatTransport {
  return {
    send: (request, signal) => new PerRequestStream(options, request, signal).chunks(),
  };
}

interface Opened {
  readonly generationId: string;
  /** Null: only accepted, the stream is still to be asked for. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

class PerRequestStream {
  readonly #options: PerRequestOptions;
  readonly #request: ChatRequest;
  readonly #signal: AbortSignal;
  readonly #reading = new AbortController();
  #offset = 0;

  constructor(options: PerRequestOptions, request: ChatRequest, signal: AbortSignal) {
    this.#options = options;
    this.#request = request;
    this.#signal = signal;
  }

  async *chunks(): AsyncGenerator<Chunk, void, undefined> {
    const { api, timers } = this.#options;
    const { generationId, body } = await this.#open();
    const close = (error: unknown = ABANDONED): void => {
      this.#reading.abort(error);
    };
    const release = stopOnAbort(this.#signal, { generationId, close }, api, timers);
    try {
      yield* this.#untilEnd(generationId, body);
    } catch (error) {
      if (!this.#reading.signal.aborted) throw error;
      if (this.#reading.signal.reason !== ABANDONED) throw this.#reading.signal.reason;
    } finally {
      release();
      this.#reading.abort(ABANDONED);
    }
  }

  async #open(): Promise<Opened> {
    const request = this.#request;
    const { api, http, timers } = this.#options;
    if (request.type === 'follow') return { generationId: request.generationId, body: null };
    if (request.type !== 'send') return { ...(await startGeneration(api, timers, request)), body: null };
    await setUp(api, request);
    const response = await http.stream('POST', `${conversationPath(request.conversationId)}/messages`, {
      body: sendBody(request),
      signal: this.#reading.signal,
    });
    return { generationId: response.headers.get('x-generation-id') ?? '', body: response.body };
  }

  async *#untilEnd(generationId: string, first: Opened['body']): AsyncGenerator<Chunk, void, undefined> {
    const backoff = new Backoff(this.#options.random);
    for (let body = first; ; body = null) {
      try {
        body ??= await this.#resume(generationId);
        if (body === null) return;
        for await (const { chunk, nextOffset } of readChunks(body, this.#offset)) {
          this.#offset = nextOffset;
          backoff.reset();
          if (chunk === null) continue;
          yield chunk;
          if (isEnd(chunk)) return;
        }
      } catch (error) {
        if (this.#reading.signal.aborted || !isCut(error)) throw error;
      }
      await pause(this.#options.timers, backoff.next(), this.#reading.signal);
    }
  }

  /** Null: the log is gone, the message in the store is the only copy. */
  async #resume(generationId: string): Promise<Opened['body']> {
    const path = `${generationPath(generationId)}/chunks?offset=${this.#offset}`;
    try {
      const { body } = await this.#options.http.stream('GET', path, { signal: this.#reading.signal });
      return body;
    } catch (error) {
      if (error instanceof ProblemError && GONE.has(error.problem.status)) return null;
      throw error;
    }
  }
}

/** A line that was cut can be taken up again; a refusal or an answer that cannot be read would only come again. */
function isCut(error: unknown): boolean {
  return !(error instanceof ProblemError || error instanceof MalformedError);
}

const GONE = new Set([404, 410]);
