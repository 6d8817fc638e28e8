// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chunk } from '../../../protocol/chunks';
import { UnreachableError } from '../../../protocol/problem';
import { promisesSettled } from '../../../testing/chatHarness';
import { abort, finish, start, text, textStart } from '../../../testing/chunks';
import { FakeApi, problem } from '../../../testing/fakeApi';
import { ManualTimers } from '../../../testing/manualTimers';
import { GenerationRouter } from './generationRouter';
import { multiplexedTransport } from './multiplexedTransport';
import { ABANDONED, type ChatRequest } from './transport';

let api: FakeApi;
let router: GenerationRouter;
let timers: ManualTimers;
let stopping: AbortController;

beforeEach(() => {
  api = new FakeApi();
  router = new GenerationRouter(() => undefined);
  timers = new ManualTimers();
  stopping = new AbortController();
});

const SEND: ChatRequest = {
  type: 'send',
  conversationId: 'c1',
  requestId: 'r1',
  messageId: 'u1',
  parentId: null,
  text: 'hello',
  model: null,
  setUp: null,
  attachments: [],
};

interface Reading {
  readonly types: string[];
  outcome: 'open' | 'over' | Error;
}

function read(request: ChatRequest = SEND): Reading {
  const reading: Reading = { types: [], outcome: 'open' };
  const loop = async (): Promise<void> => {
    for await (const chunk of multiplexedTransport(api, router, timers).send(request, stopping.signal)) {
      reading.types.push(chunk.type);
    }
  };
  loop().then(
    () => (reading.outcome = 'over'),
    (error: unknown) => (reading.outcome = error instanceof Error ? error : new Error('not an error')),
  );
  return reading;
}

async function hear(offset: number, ...chunks: readonly Chunk[]): Promise<void> {
  router.accept({ type: 'chunks', batches: [{ conversationId: 'c1', generationId: 'g1', offset, chunks }] });
  await promisesSettled();
}

test('a request is accepted by a short call, and its chunks come over the shared line', async () => {
  const reading = read();
  await promisesSettled();
  await hear(0, start(), textStart, text('a'), finish);
  expect(reading).toEqual({ types: ['start', 'text-start', 'text-delta', 'finish'], outcome: 'over' });
  expect(api.calls).toEqual(['send']);
});

test('an answer that was there before the call came back is read whole', async () => {
  const reading = read();
  await hear(0, start(), textStart, text('quick'), finish);
  expect(reading.types.at(-1)).toBe('finish');
  expect(reading.outcome).toBe('over');
});

test('a refusal is thrown', async () => {
  api.failures.set('send', problem(409, 'conversation-busy'));
  const reading = read();
  await promisesSettled();
  expect(reading.outcome).toMatchObject({ problem: { code: 'conversation-busy' } });
});

test('when no answer comes, it asks once more with the same id, and only then gives up', async () => {
  api.failures.set('send', new UnreachableError());
  const reading = read();
  await promisesSettled();
  expect(reading.outcome).toBe('open');
  timers.pass(400);
  await promisesSettled();
  expect(api.calls).toEqual(['send', 'send']);
  expect(reading.outcome).toBeInstanceOf(UnreachableError);
});

test('following asks nothing of the server', async () => {
  await hear(0, start(), textStart);
  const reading = read({ type: 'follow', conversationId: 'c1', generationId: 'g1' });
  await hear(2, finish);
  expect(reading.outcome).toBe('over');
  expect(api.calls).toEqual([]);
});

describe('stopping', () => {
  test('goes out at once, and the chunks go on until the end', async () => {
    const reading = read();
    await hear(0, start(), textStart);
    stopping.abort();
    await promisesSettled();
    expect(api.calls).toEqual(['send', 'stop g1']);
    await hear(2, text('last words'), abort);
    expect(reading.types.slice(-2)).toEqual(['text-delta', 'abort']);
    expect(reading.outcome).toBe('over');
  });

  test('before the generation is known, it goes out as soon as it is', async () => {
    stopping.abort();
    read();
    await promisesSettled();
    expect(api.calls).toEqual(['send', 'stop g1']);
  });

  test('when the server has answered but the end does not come, the reading ends after a moment', async () => {
    const reading = read();
    await hear(0, start());
    stopping.abort();
    await promisesSettled();
    expect(reading.outcome).toBe('open');
    timers.pass(250);
    await promisesSettled();
    expect(reading.outcome).toBe('over');
  });

  test('a generation that is not there any more is over', async () => {
    api.failures.set('stop g1', problem(404, 'not-found'));
    const reading = read();
    await hear(0, start());
    stopping.abort();
    await promisesSettled();
    expect(reading.outcome).toBe('over');
  });

  test('one that does not get through is tried three times, then it is an error', async () => {
    api.failures.set('stop g1', new UnreachableError());
    const reading = read();
    await hear(0, start());
    stopping.abort();
    for (const wait of [250, 1000]) {
      await promisesSettled();
      expect(reading.outcome).toBe('open');
      timers.pass(wait);
    }
    await promisesSettled();
    expect(api.calls.filter((call) => call === 'stop g1')).toHaveLength(3);
    expect(reading.outcome).toBeInstanceOf(UnreachableError);
  });

  test('an abandoned stream is only not read any more', async () => {
    const reading = read();
    await hear(0, start());
    stopping.abort(ABANDONED);
    await promisesSettled();
    expect(reading.outcome).toBe('over');
    expect(api.calls).toEqual(['send']);
  });

  test('after the end there is nothing to stop', async () => {
    read();
    await promisesSettled();
    await hear(0, start(), finish);
    stopping.abort();
    await promisesSettled();
    expect(api.calls).toEqual(['send']);
  });
});
