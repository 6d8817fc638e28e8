// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import type { FollowUps } from '../../protocol/followUps';
import { UnreachableError } from '../../protocol/problem';
import { promisesSettled } from '../../testing/chatHarness';
import { FakeApi, problem } from '../../testing/fakeApi';
import { ManualTimers } from '../../testing/manualTimers';
import { FollowUpQueue } from './followUpQueue';

let api: FakeApi;
let timers: ManualTimers;
let refusals: string[];
let queue: FollowUpQueue;

beforeEach(() => {
  api = new FakeApi();
  timers = new ManualTimers();
  refusals = [];
  queue = new FollowUpQueue({ api, timers, onRefused: (_, sentence) => refusals.push(sentence) }, 'c1');
});

function add(text: string): Promise<boolean> {
  return queue.change({ type: 'add', followUp: { id: `f ${text}`, text, createdAt: '2026-11-22T08:00:00Z' } });
}

function shown(): readonly string[] {
  return queue.state.get().items.map(({ text }) => text);
}

/** What another tab did: the server's list is another one, and the list of conversations says so. */
async function elsewhere(change: Partial<FollowUps>): Promise<void> {
  api.putQueue('c1', change);
  const { revision, items } = api.queue('c1');
  queue.announce(items.length === 0 ? null : { count: items.length, revision });
  await promisesSettled();
}

describe('what the person does', () => {
  test('is shown at once, and asked of the server one after the other', async () => {
    const both = [add('one'), add('two')];
    expect(shown()).toEqual(['one', 'two']);
    await promisesSettled();
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(api.calls).toEqual(['follow up c1 one', 'follow up c1 two']);
    expect(shown()).toEqual(['one', 'two']);
  });

  test('is not asked before the one in front of it is answered', async () => {
    api.failures.set('follow up', new UnreachableError());
    void add('one');
    void add('two');
    await promisesSettled();
    expect(api.calls).toEqual(['follow up c1 one']);
    api.failures.clear();
    timers.pass(400);
    await promisesSettled();
    expect(api.queue('c1').items.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('changes the order, the words and the number of what waits', async () => {
    await Promise.all([add('one'), add('two'), add('three')]);
    void queue.change({ type: 'move', id: 'f three', position: 0 });
    void queue.change({ type: 'edit', id: 'f one', text: 'uno' });
    void queue.change({ type: 'remove', id: 'f two' });
    expect(shown()).toEqual(['three', 'uno']);
    await promisesSettled();
    expect(shown()).toEqual(['three', 'uno']);
    expect(api.queue('c1').items.map(({ text }) => text)).toEqual(['three', 'uno']);
  });

  test('is taken back when the server refuses, and the person is told', async () => {
    await add('one');
    api.failures.set('follow up', problem(409, 'queue-full'));
    const full = add('two');
    expect(shown()).toEqual(['one', 'two']);
    expect(await full).toBe(false);
    expect(shown()).toEqual(['one']);
    expect(refusals).toEqual(['The server says queue-full.']);
  });

  test('is asked once more when the line broke: the same id is the same follow-up', async () => {
    api.failures.set('follow up', new UnreachableError());
    const adding = add('one');
    await promisesSettled();
    api.failures.clear();
    timers.pass(400);
    expect(await adding).toBe(true);
    expect(api.calls).toEqual(['follow up c1 one', 'follow up c1 one']);
  });

  test('to remove or move what was sent meanwhile troubles nobody, but an edit that came too late is told', async () => {
    await add('one');
    await add('two');
    for (const call of ['remove', 'change']) api.failures.set(call, problem(404, 'not-found'));
    api.putQueue('c1', { items: [] });
    await queue.change({ type: 'remove', id: 'f one' });
    await queue.change({ type: 'move', id: 'f one', position: 1 });
    expect(refusals).toEqual([]);
    await queue.change({ type: 'edit', id: 'f one', text: 'uno' });
    expect(refusals).toEqual(['This was sent already, so it cannot be changed any more.']);
    expect(shown()).toEqual([]);
  });

  test('to resume ends the pause', async () => {
    await elsewhere({ items: [{ id: 'x', text: 'later', createdAt: '' }], paused: 'stopped' });
    expect(queue.state.get().paused).toBe('stopped');
    void queue.change({ type: 'resume' });
    expect(queue.state.get().paused).toBeNull();
    await promisesSettled();
    expect(api.calls.at(-1)).toBe('resume c1');
  });
});

describe('what the server says', () => {
  test('a revision that is not known is asked for; one that is known is not', async () => {
    await elsewhere({ items: [{ id: 'x', text: 'from another tab', createdAt: '' }] });
    expect(shown()).toEqual(['from another tab']);
    queue.announce({ count: 1, revision: api.queue('c1').revision });
    await promisesSettled();
    expect(api.calls).toEqual(['follow-ups c1']);
  });

  test('the answer to a change of our own is known, even if the word of it comes before the answer', async () => {
    const adding = add('one');
    queue.announce({ count: 1, revision: 1 });
    await adding;
    await promisesSettled();
    expect(api.calls).toEqual(['follow up c1 one']);
  });

  test('a list that names none any more empties what is shown', async () => {
    await add('one');
    await elsewhere({ items: [] });
    expect(shown()).toEqual([]);
  });

  test('a list that never named any asks nothing', async () => {
    queue.announce(null);
    await promisesSettled();
    expect(api.calls).toEqual([]);
  });

  test('a server that cannot be asked leaves what was known, and is asked at its next word', async () => {
    await add('one');
    api.failures.set('follow-ups', new UnreachableError());
    await elsewhere({ items: [] });
    expect(shown()).toEqual(['one']);
    api.failures.clear();
    await elsewhere({ items: [] });
    expect(shown()).toEqual([]);
  });

  test('what was deleted with its conversation is gone', async () => {
    await add('one');
    api.failures.set('follow-ups', problem(404, 'not-found'));
    await elsewhere({ items: [] });
    expect(shown()).toEqual([]);
  });
});
