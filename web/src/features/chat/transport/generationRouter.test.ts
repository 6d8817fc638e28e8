// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Chunk } from '../../../protocol/chunks';
import type { LiveGeneration } from '../../../protocol/events';
import type { Part } from '../../../protocol/parts';
import { foldChunk } from '../../../protocol/fold/foldChunk';
import { promisesSettled } from '../../../testing/chatHarness';
import { finish, queued, start, text, textStart } from '../../../testing/chunks';
import { GenerationRouter, type FollowedChunks } from './generationRouter';

let router: GenerationRouter;
let gaps: number;

beforeEach(() => {
  gaps = 0;
  router = new GenerationRouter(() => {
    gaps++;
  });
});

function hear(offset: number, ...chunks: readonly Chunk[]): void {
  router.accept({ type: 'chunks', batches: [{ conversationId: 'c1', generationId: 'g1', offset, chunks }] });
}

function snapshot(...generations: readonly LiveGeneration[]): void {
  router.accept({ type: 'snapshot', generations });
}

const live = (words: string, offset: number): LiveGeneration => ({
  id: 'g1',
  conversationId: 'c1',
  messageId: 'a1',
  parentId: 'u1',
  model: 'local/tiny',
  state: 'running',
  offset,
  parts: [{ type: 'text', id: 't0', text: words }],
});

class Reader {
  parts: readonly Part[] = [];
  readonly types: string[] = [];
  isOver = false;

  constructor(chunks: FollowedChunks) {
    void this.#read(chunks);
  }

  async #read(chunks: FollowedChunks): Promise<void> {
    for await (const chunk of chunks) {
      this.parts = foldChunk(this.parts, chunk);
      this.types.push(chunk.type);
    }
    this.isOver = true;
  }

  get text(): string {
    return this.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }
}

async function read(): Promise<Reader> {
  const reader = new Reader(router.follow('g1'));
  await promisesSettled();
  return reader;
}

describe('following', () => {
  test('one that is followed before its first chunk gets every chunk as it is', async () => {
    const reader = await read();
    hear(0, start(), textStart);
    hear(2, text('a'), text('b'));
    hear(4, finish);
    await promisesSettled();
    expect(reader.types).toEqual(['start', 'text-start', 'text-delta', 'text-delta', 'finish']);
    expect(reader.isOver).toBe(true);
  });

  test('one that is followed late has the same text', async () => {
    hear(0, start(), textStart, text('a'));
    const reader = await read();
    hear(3, text('b'));
    await promisesSettled();
    expect(reader.text).toBe('ab');
  });

  test('one that ended before it was followed is read whole', async () => {
    hear(0, start(), textStart, text('quick'), finish);
    const reader = await read();
    expect(reader.text).toBe('quick');
    expect(reader.types.at(-1)).toBe('finish');
    expect(reader.isOver).toBe(true);
  });

  test('repeats are dropped, also those that overlap', async () => {
    const reader = await read();
    hear(0, start(), textStart, text('a'));
    hear(2, text('a'), text('b'));
    hear(0, start());
    await promisesSettled();
    expect(reader.text).toBe('ab');
    expect(gaps).toBe(0);
  });

  test('a gap asks for a snapshot, and the snapshot mends the text', async () => {
    const reader = await read();
    hear(0, start(), textStart, text('a'));
    hear(5, text('d'));
    expect(gaps).toBe(1);
    snapshot(live('abcd', 6));
    hear(6, text('e'));
    await promisesSettled();
    expect(reader.text).toBe('abcde');
  });

  test('an unknown generation in the middle is a gap', () => {
    hear(3, text('x'));
    expect(gaps).toBe(1);
  });

  test('one that a snapshot does not name ends without an end chunk', async () => {
    const reader = await read();
    hear(0, start(), textStart);
    snapshot();
    await promisesSettled();
    expect(reader.isOver).toBe(true);
    expect(reader.types).not.toContain('finish');
  });

  test('a late repeat of an ended one does not make it live again', () => {
    hear(0, start(), finish);
    const listener = vi.fn();
    router.onLive(listener);
    hear(0, start());
    hear(2, textStart);
    expect(listener).not.toHaveBeenCalled();
    expect(router.liveInConversation('c1')).toBeUndefined();
    expect(gaps).toBe(0);
  });
});

describe('a text is kept once', () => {
  function kept(): readonly Part[] | undefined {
    return router.liveInConversation('c1')?.parts;
  }

  test('here as long as nobody reads it, and then by its reader', async () => {
    hear(0, start(), textStart, text('a'));
    expect(kept()).toHaveLength(1);
    const reader = await read();
    hear(3, text('b'));
    await promisesSettled();
    expect(kept()).toEqual([]);
    expect(reader.text).toBe('ab');
    snapshot(live('abc', 5));
    expect(kept()).toEqual([]);
  });

  test('so a second reader is served from a fresh snapshot', async () => {
    const first = router.follow('g1');
    hear(0, start(), textStart, text('a'));
    await first.return?.();
    hear(3, text('b'));
    const reader = await read();
    hear(4, text('c'));
    expect(gaps).toBe(1);
    snapshot(live('abc', 5));
    await promisesSettled();
    expect(reader.text).toBe('abc');
  });

  test('so one that ended and was read ends for a second reader without a word', async () => {
    await read();
    hear(0, start(), textStart, text('a'), finish);
    await promisesSettled();
    const second = await read();
    expect(second.types).toEqual([]);
    expect(second.isOver).toBe(true);
  });

  test('text that was joined on its way counts as the chunks that it was', async () => {
    const reader = await read();
    hear(0, start(), textStart);
    const joined = { conversationId: 'c1', generationId: 'g1', offset: 2, count: 3, chunks: [text('abc')] };
    router.accept({ type: 'chunks', batches: [joined] });
    router.accept({ type: 'chunks', batches: [joined] });
    hear(5, text('d'));
    await promisesSettled();
    expect(reader.text).toBe('abcd');
    expect(gaps).toBe(0);
  });
});

describe('what is live', () => {
  test('a generation is announced when it begins, once', () => {
    const listener = vi.fn();
    router.onLive(listener);
    hear(0, start());
    hear(1, ...queued(3));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(router.liveInConversation('c1')).toMatchObject({
      id: 'g1',
      state: 'queued',
      queue: { position: 3, of: 3 },
      offset: 3,
    });
  });

  test('a snapshot tells that it came, and then announces all that it names', () => {
    const order: string[] = [];
    router.onLive(({ id }) => order.push(id));
    router.onSnapshot(() => order.push('snapshot'));
    snapshot(live('a', 3));
    expect(order).toEqual(['snapshot', 'g1']);
  });
});
