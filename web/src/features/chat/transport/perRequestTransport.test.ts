// @vitest-environment node
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chunk } from '../../../protocol/chunks';
import { createApi } from '../../../shared/api/api';
import { Http } from '../../../shared/api/http';
import { abort, finish, start, text, textStart } from '../../../testing/chunks';
import { startFakeServer, type FakeExchange, type FakeServer } from '../../../testing/fakeServer';
import { Inbox } from '../../../testing/inbox';
import { ManualTimers } from '../../../testing/manualTimers';
import { perRequestTransport } from './perRequestTransport';
import type { ChatRequest } from './transport';

let server: FakeServer;
let timers: ManualTimers;
let stopping: AbortController;
let read: Inbox<string>;

beforeEach(async () => {
  server = await startFakeServer();
  timers = new ManualTimers();
  stopping = new AbortController();
  read = new Inbox();
});

afterEach(async () => {
  await server.close();
});

const SEND: ChatRequest = {
  type: 'send',
  conversationId: 'c1',
  requestId: 'r1',
  messageId: 'u1',
  parentId: null,
  text: 'hello',
  model: 'local/tiny',
  setUp: null,
  attachments: [],
};

/** What each chunk was, then `over` or the error's words. */
async function open(request: ChatRequest): Promise<void> {
  const http = new Http({ fetch: (path, init) => fetch(`${server.url}${path}`, init), pageId: 'b1.p1' });
  const transport = perRequestTransport({ http, api: createApi(http), timers, random: () => 0 });
  try {
    for await (const chunk of transport.send(request, stopping.signal)) read.put(describe(chunk));
    read.put('over');
  } catch (error) {
    read.put(error instanceof Error ? error.message : 'not an error');
  }
}

function describe(chunk: Chunk): string {
  return chunk.type === 'text-delta' ? chunk.delta : chunk.type;
}

async function untilRead(what: string): Promise<void> {
  while ((await read.next()) !== what);
}

async function nextStream(): Promise<FakeExchange> {
  const exchange = await server.requests.next();
  exchange.stream({ 'x-generation-id': 'g1' });
  return exchange;
}

function say(exchange: FakeExchange, offset: number, ...chunks: readonly Chunk[]): void {
  chunks.forEach((chunk, index) => {
    exchange.event(chunk, { id: String(offset + index) });
  });
}

test('a send is answered by its own stream', async () => {
  void open(SEND);
  const exchange = await nextStream();
  expect([exchange.method, exchange.path]).toEqual(['POST', '/api/conversations/c1/messages']);
  expect(exchange.headers).toMatchObject({ accept: 'text/event-stream', 'x-page-id': 'b1.p1' });
  expect(JSON.parse(exchange.body)).toEqual({ requestId: 'r1', messageId: 'u1', text: 'hello', model: 'local/tiny' });
  say(exchange, 0, start(), textStart, text('a'), finish);
  await untilRead('a');
  expect([await read.next(), await read.next()]).toEqual(['finish', 'over']);
});

test('a line that breaks is taken up again where it broke', async () => {
  void open(SEND);
  const first = await nextStream();
  say(first, 0, start(), textStart, text('a'));
  await untilRead('a');
  first.cut();
  await untilWaiting();
  timers.pass(10_000);
  const second = await nextStream();
  expect([second.method, second.path]).toEqual(['GET', '/api/generations/g1/chunks?offset=3']);
  say(second, 3, text('b'), finish);
  expect([await read.next(), await read.next(), await read.next()]).toEqual(['b', 'finish', 'over']);
});

test('a generation whose log is gone is over without an end: the message says the rest', async () => {
  void open({ type: 'follow', conversationId: 'c1', generationId: 'g1' });
  (await server.requests.next()).json(410, { code: 'log-gone' });
  expect(await read.next()).toBe('over');
});

test('a regenerate is accepted by a short request, and then read', async () => {
  void open({ type: 'regenerate', conversationId: 'c1', requestId: 'r1', messageId: 'a1', model: null });
  const command = await server.requests.next();
  expect(command.path).toBe('/api/conversations/c1/messages/a1/regenerate');
  command.json(202, { generationId: 'g1', userMessageId: 'u1', assistantMessageId: 'a2' });
  const stream = await nextStream();
  expect(stream.path).toBe('/api/generations/g1/chunks?offset=0');
  say(stream, 0, start(), finish);
  await untilRead('over');
});

test('a stop is a request of its own, and the stream goes on until the end', async () => {
  void open(SEND);
  const stream = await nextStream();
  say(stream, 0, start());
  await untilRead('start');
  stopping.abort();
  const stop = await server.requests.next();
  expect([stop.method, stop.path]).toEqual(['POST', '/api/generations/g1/stop']);
  say(stream, 1, abort);
  expect([await read.next(), await read.next()]).toEqual(['abort', 'over']);
  stop.json(200, { id: 'g1', state: 'stopped', upstreamClosed: true, savedCharacters: 0 });
});

test('a refusal is thrown with the words of the server', async () => {
  void open(SEND);
  (await server.requests.next()).json(422, { code: 'unknown-model', title: 'No', detail: 'There is no such model.' });
  expect(await read.next()).toBe('There is no such model.');
});

async function untilWaiting(): Promise<void> {
  while (timers.isIdle) await new Promise(setImmediate);
}
