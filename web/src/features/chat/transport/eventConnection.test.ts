// @vitest-environment node
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServerEvent } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';
import { startFakeServer, type FakeExchange, type FakeServer } from '../../../testing/fakeServer';
import { Inbox } from '../../../testing/inbox';
import { ManualTimers } from '../../../testing/manualTimers';
import { EventConnection } from './eventConnection';

let server: FakeServer;
let timers: ManualTimers;
let events: Inbox<ServerEvent>;
let statuses: Inbox<ConnectionStatus>;
let connection: EventConnection;

beforeEach(async () => {
  server = await startFakeServer();
  timers = new ManualTimers();
  events = new Inbox();
  statuses = new Inbox();
  connection = new EventConnection(
    { url: `${server.url}/api/events?browser=b1`, fetch, timers, random: () => 0 },
    { onEvent: events.put, onStatus: statuses.put },
  );
  connection.start();
});

afterEach(async () => {
  connection.stop();
  await server.close();
});

const LONGEST_WAIT = 10_000;

async function connected(): Promise<FakeExchange> {
  const exchange = await server.requests.next();
  exchange.stream();
  return exchange;
}

async function untilStatus(type: ConnectionStatus['type']): Promise<ConnectionStatus> {
  for (;;) {
    const status = await statuses.next();
    if (status.type === type) return status;
  }
}

function deleted(id: string): ServerEvent {
  return { type: 'conversation', change: { change: 'deleted', id } };
}

function sendDeleted(exchange: FakeExchange, conversation: string, id: string): void {
  exchange.event({ change: 'deleted', id: conversation }, { event: 'conversation', id });
}

test('it asks for events, says that it is open, and hands on what it reads', async () => {
  const exchange = await connected();
  expect(exchange.path).toBe('/api/events?browser=b1');
  expect(exchange.headers['accept']).toBe('text/event-stream');
  expect(exchange.headers['last-event-id']).toBeUndefined();
  expect(await statuses.next()).toEqual({ type: 'connecting' });
  expect(await statuses.next()).toEqual({ type: 'open' });
  exchange.event({ generations: [] }, { event: 'snapshot', id: 'e.1' });
  expect(await events.next()).toEqual({ type: 'snapshot', snapshot: { generations: [] } });
});

test('an event that is cut anywhere, even inside a character, is read whole', async () => {
  const exchange = await connected();
  exchange.raw('event: conversation\r\nid: e.1\r\ndata: {"change":"deleted","id":"Grüße');
  exchange.raw(' 🌍"}\r');
  exchange.raw('\n\r\n');
  expect(await events.next()).toEqual(deleted('Grüße 🌍'));
});

test('after a cut it says so, and goes on from the last event', async () => {
  const first = await connected();
  sendDeleted(first, 'c1', 'e.7');
  await events.next();
  first.cut();
  expect(await untilStatus('lost')).toEqual({ type: 'lost', since: timers.now() });
  timers.pass(LONGEST_WAIT);
  const second = await connected();
  expect(second.headers['last-event-id']).toBe('e.7');
  await untilStatus('open');
});

test('a server that is away is asked again and again, and lost is since the first time', async () => {
  const lostAt = timers.now();
  for (let tries = 0; tries < 3; tries++) {
    const exchange = await server.requests.next();
    exchange.json(503, {});
    expect(await untilStatus('lost')).toEqual({ type: 'lost', since: lostAt });
    timers.pass(LONGEST_WAIT);
  }
  await connected();
  await untilStatus('open');
});

test('a missed heartbeat is a dead line, and is told within twenty seconds', async () => {
  const exchange = await connected();
  await untilStatus('open');
  timers.pass(17_999);
  sendDeleted(exchange, 'c1', 'e.1');
  await events.next();
  expect(statuses.isEmpty).toBe(true);
  timers.pass(18_000);
  await untilStatus('lost');
  await exchange.closed;
});

test('a comment keeps the line alive', async () => {
  const exchange = await connected();
  await untilStatus('open');
  timers.pass(15_000);
  exchange.raw(': still here\n\n');
  sendDeleted(exchange, 'c1', 'e.1');
  await events.next();
  timers.pass(15_000);
  sendDeleted(exchange, 'c2', 'e.2');
  expect(await events.next()).toEqual(deleted('c2'));
  expect(statuses.isEmpty).toBe(true);
});

test('a line that is dead again and again is lost since the first time', async () => {
  await connected();
  await untilStatus('open');
  timers.pass(18_000);
  const lost = await untilStatus('lost');
  for (let tries = 1; tries <= 2; tries++) {
    timers.pass(LONGEST_WAIT);
    await server.requests.next();
    timers.pass(18_000);
    expect(await statuses.next()).toEqual(lost);
    await untilWaiting();
  }
});

test('when the server goes away on purpose, it connects again without an alarm', async () => {
  const first = await connected();
  await untilStatus('open');
  sendDeleted(first, 'c1', 'e.3');
  first.event({}, { event: 'reconnect', id: 'e.4' });
  await first.closed;
  await untilWaiting();
  timers.pass(LONGEST_WAIT);
  const second = await connected();
  expect(second.headers['last-event-id']).toBe('e.4');
  expect((await statuses.next()).type).toBe('open');
});

test('an event that cannot be read makes it begin afresh, without the last id', async () => {
  const first = await connected();
  sendDeleted(first, 'c1', 'e.3');
  await events.next();
  first.event('{"broken"', { event: 'chunks', id: 'e.4' });
  await untilStatus('lost');
  timers.pass(LONGEST_WAIT);
  expect((await connected()).headers['last-event-id']).toBeUndefined();
});

test('stop hangs up and does not come back', async () => {
  const exchange = await connected();
  await untilStatus('open');
  connection.stop();
  await exchange.closed;
  timers.pass(60_000);
  expect(server.requests.isEmpty).toBe(true);
  expect(timers.isIdle).toBe(true);
});

/** The client has let go of the old line and waits to try again. */
async function untilWaiting(): Promise<void> {
  while (timers.isIdle) await new Promise(setImmediate);
}
