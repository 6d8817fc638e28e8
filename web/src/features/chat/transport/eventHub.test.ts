// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import type { ServerEvent } from '../../../protocol/events';
import { finish, start, text, textStart } from '../../../testing/chunks';
import { ManualTimers } from '../../../testing/manualTimers';
import type { ConnectionListener } from './eventConnection';
import { EventHub } from './eventHub';
import type { FeedMessage } from './feed';

let listener: ConnectionListener;
let connections: string[];
let hub: EventHub;
let timers: ManualTimers;

beforeEach(() => {
  connections = [];
  timers = new ManualTimers();
  hub = new EventHub((given) => {
    listener = given;
    return { start: () => connections.push('start'), stop: () => connections.push('stop') };
  }, timers);
});

interface Tab {
  readonly heard: FeedMessage[];
  readonly leave: () => void;
  readonly draws: (...conversationIds: readonly string[]) => void;
}

function tab(): Tab {
  const heard: FeedMessage[] = [];
  const listen = (message: FeedMessage): void => {
    heard.push(message);
  };
  const leave = hub.join(listen);
  return {
    heard,
    leave,
    draws: (...conversationIds) => {
      hub.watch(listen, new Set(conversationIds));
    },
  };
}

function chunks(offset: number, ...words: readonly string[]): ServerEvent {
  const begin = offset === 0 ? [start(), textStart] : [];
  const batch = { conversationId: 'c1', generationId: 'g1', offset, chunks: [...begin, ...words.map(text)] };
  return { type: 'chunks', batches: [batch] };
}

const SNAPSHOT: ServerEvent = { type: 'snapshot', snapshot: { generations: [] } };

test('one connection serves all tabs, and lives as long as there is one', () => {
  const [one, two] = [tab(), tab()];
  one.leave();
  expect(connections).toEqual(['start']);
  two.leave();
  expect(connections).toEqual(['start', 'stop']);
});

test('all tabs hear what the server says', () => {
  const tabs = [tab(), tab()];
  listener.onStatus({ type: 'open' });
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  for (const { heard } of tabs) {
    expect(heard.map(({ type }) => type)).toEqual(['status', 'status', 'snapshot', 'chunks']);
  }
});

test('a tab that joins later gets what was written so far', () => {
  tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a', 'b'));
  const { heard } = tab();
  expect(heard.at(-1)).toMatchObject({
    type: 'snapshot',
    generations: [{ id: 'g1', conversationId: 'c1', offset: 4, parts: [{ text: 'ab' }] }],
  });
});

test('a tab that joins before the first snapshot waits for it', () => {
  const { heard } = tab();
  expect(heard).toEqual([{ type: 'status', status: { type: 'connecting' } }]);
});

test('repeats do not reach the tabs', () => {
  const { heard } = tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  listener.onEvent(chunks(0, 'a'));
  expect(heard.filter(({ type }) => type === 'chunks')).toHaveLength(1);
});

test('missing chunks are refused, and nobody gets a state that has a hole', () => {
  tab();
  listener.onEvent(SNAPSHOT);
  listener.onEvent(chunks(0, 'a'));
  expect(() => {
    listener.onEvent(chunks(7, 'x'));
  }).toThrow(/missing/);
  expect(tab().heard.map(({ type }) => type)).toEqual(['status']);
});

test('after all tabs have left, the next one does not get old news', () => {
  const { leave } = tab();
  listener.onEvent(SNAPSHOT);
  leave();
  expect(tab().heard).toEqual([{ type: 'status', status: { type: 'connecting' } }]);
});

describe('text', () => {
  /** The text that a tab was told, message by message. */
  function told({ heard }: Tab): readonly string[] {
    return heard.flatMap((message) =>
      message.type === 'chunks'
        ? message.batches.map(({ chunks: all }) =>
            all.map((chunk) => (chunk?.type === 'text-delta' ? chunk.delta : `<${chunk?.type ?? 'unknown'}>`)).join(''),
          )
        : [],
    );
  }

  const BEGIN = '<start><text-start>a';

  function begun(...drawn: readonly string[]): Tab {
    const made = tab();
    made.draws(...drawn);
    listener.onEvent(SNAPSHOT);
    listener.onEvent(chunks(0, 'a'));
    return made;
  }

  test('that nobody looks at comes four times a second, joined, with the place of the next chunk', () => {
    const one = begun('another');
    listener.onEvent(chunks(3, 'b'));
    listener.onEvent(chunks(4, 'c', 'd'));
    timers.pass(249);
    expect(told(one)).toEqual([BEGIN]);
    timers.pass(1);
    expect(told(one)).toEqual([BEGIN, 'bcd']);
    expect(one.heard.at(-1)).toMatchObject({ batches: [{ offset: 3, count: 3 }] });
    listener.onEvent(chunks(6, 'e'));
    timers.pass(250);
    expect(told(one)).toEqual([BEGIN, 'bcd', 'e']);
  });

  test('that a tab draws comes up to twenty times a second', () => {
    const one = begun('c1');
    listener.onEvent(chunks(3, 'b'));
    timers.pass(0);
    listener.onEvent(chunks(4, 'c'));
    listener.onEvent(chunks(5, 'd'));
    timers.pass(44);
    expect(told(one)).toEqual([BEGIN, 'b']);
    timers.pass(1);
    expect(told(one)).toEqual([BEGIN, 'b', 'cd']);
  });

  test('comes at once when its conversation is chosen', () => {
    const one = begun();
    listener.onEvent(chunks(3, 'b'));
    one.draws('c1');
    expect(told(one)).toEqual([BEGIN, 'b']);
    expect(timers.isIdle).toBe(false);
  });

  test('is told before whatever else its answer says, at once', () => {
    const one = begun();
    listener.onEvent(chunks(3, 'b'));
    listener.onEvent({
      type: 'chunks',
      batches: [{ conversationId: 'c1', generationId: 'g1', offset: 4, chunks: [text('c'), finish] }],
    });
    expect(told(one)).toEqual([BEGIN, 'b', 'c<finish>']);
    timers.pass(1000);
    expect(told(one)).toHaveLength(3);
  });

  test('reaches a tab that joins meanwhile once', () => {
    const one = begun();
    listener.onEvent(chunks(3, 'b'));
    const late = tab();
    expect(late.heard.at(-1)).toMatchObject({ generations: [{ offset: 4, parts: [{ text: 'ab' }] }] });
    timers.pass(1000);
    expect(told(late)).toEqual([]);
    expect(told(one)).toEqual([BEGIN, 'b']);
  });

  test('is missed also where the rest of it waits', () => {
    begun();
    listener.onEvent(chunks(3, 'b'));
    expect(() => {
      listener.onEvent(chunks(5, 'd'));
    }).toThrow(/missing/);
  });

  test('that waits is no news after a snapshot, and nobody waits for it when all have left', () => {
    const one = begun();
    listener.onEvent(chunks(3, 'b'));
    listener.onEvent(SNAPSHOT);
    timers.pass(1000);
    expect(told(one)).toEqual([BEGIN]);
    listener.onEvent(chunks(0, 'a'));
    listener.onEvent(chunks(3, 'b'));
    one.leave();
    expect(timers.isIdle).toBe(true);
  });
});
