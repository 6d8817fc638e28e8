import { decodeProblem } from '../../protocol/decode';
import { ProblemError, UnreachableError } from '../../protocol/problem';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface HttpOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** `BROWSER.PAGE`: names the page that starts a generation, so that leaving it can stop what it started. */
  readonly pageId: string;
}

export interface StreamOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Short requests to the server. A refusal is a {@link ProblemError}; no answer at all is an {@link UnreachableError}.
 */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  get pageId(): string {
    return this.#options.pageId;
  }

  /** The JSON of the answer. `T` is what the contract promises for this call; the server's tests hold it to that. */
  async json<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const response = await this.#send(method, path, { body, headers: { accept: 'application/json' } });
    return (await response.json()) as T;
  }

  async done(method: Method, path: string, body?: unknown): Promise<void> {
    const response = await this.#send(method, path, { body, headers: { accept: 'application/json' } });
    await response.arrayBuffer();
  }

  /** Sends the bytes of a file as they are. */
  async upload<T>(path: string, file: Blob): Promise<T> {
    const response = await this.#fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/octet-stream', 'x-page-id': this.pageId },
      body: file,
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as T;
  }

  stream(method: Method, path: string, { body, signal }: StreamOptions): Promise<Response> {
    return this.#send(method, path, { body, headers: { accept: 'text/event-stream' }, ...(signal ? { signal } : {}) });
  }

  /** The last word of a page that is going away: it is sent even though nobody is left to hear the answer. */
  farewell(path: string, body: unknown): void {
    this.#send('POST', path, { body, headers: {}, keepalive: true }).catch(() => {
      // Nobody is left to tell. The server notices by itself that the browser is gone.
    });
  }

  async #send(
    method: Method,
    path: string,
    {
      body,
      headers,
      ...rest
    }: { body: unknown; headers: Record<string, string>; signal?: AbortSignal; keepalive?: boolean },
  ): Promise<Response> {
    const response = await this.#fetch(path, {
      ...rest,
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'x-page-id': this.pageId,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw await refusal(response);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#options.fetch(path, init);
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new UnreachableError({ cause: error });
    }
  }
}

async function refusal(response: Response): Promise<ProblemError> {
  return new ProblemError(decodeProblem(response.status, await response.text().catch(() => '')));
}
