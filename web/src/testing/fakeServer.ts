import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Inbox } from './inbox';

/** One request that came in over a real socket; the test answers it when it likes. */
export class FakeExchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Settles when the client has hung up or the answer is over. */
  readonly closed: Promise<unknown>;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse, body: string) {
    this.method = request.method ?? '';
    this.path = request.url ?? '';
    this.headers = request.headers;
    this.body = body;
    this.#response = response;
    this.closed = once(response, 'close');
  }

  json(status: number, value: unknown): void {
    this.#response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }

  stream(headers: Readonly<Record<string, string>> = {}): void {
    this.#response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    this.#response.flushHeaders();
  }

  event(data: unknown, fields: { readonly event?: string; readonly id?: string } = {}): void {
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
    this.raw(`${lines.join('')}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  }

  raw(text: string): void {
    this.#response.write(text);
  }

  end(): void {
    this.#response.end();
  }

  /** The line breaks, without a goodbye. */
  cut(): void {
    this.#response.destroy();
  }
}

export interface FakeServer {
  readonly url: string;
  readonly requests: Inbox<FakeExchange>;
  close: () => Promise<void>;
}

export async function startFakeServer(): Promise<FakeServer> {
  const requests = new Inbox<FakeExchange>();
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      requests.put(new FakeExchange(request, response, Buffer.concat(pieces).toString('utf8')));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
