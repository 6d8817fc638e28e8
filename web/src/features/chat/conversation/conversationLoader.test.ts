// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import type { ConversationDetail } from '../../../protocol/api';
import { promisesSettled } from '../../../testing/chatHarness';
import { exchange, FakeApi, problem, stored, detail } from '../../../testing/fakeApi';
import type { Message } from '../types';
import { ConversationLoader } from './conversationLoader';
import { change, Conversations, type Conversation } from './conversations';
import { withLeaf, withMessage } from './conversationState';

/** A server whose answers come when the test says so. */
class GatedApi extends FakeApi {
  readonly waiting: { resolve: (detail: ConversationDetail) => void; reject: (error: Error) => void }[] = [];

  override conversation = (id: string): Promise<ConversationDetail> => {
    this.calls.push(`conversation ${id}`);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  };
}

let api: GatedApi;
let loader: ConversationLoader;
let conversation: Conversation;

beforeEach(() => {
  api = new GatedApi();
  loader = new ConversationLoader(api, () => undefined);
  conversation = new Conversations().of('c1');
});

async function answer(messages = exchange): Promise<void> {
  api.waiting.shift()?.resolve(detail('c1', messages));
  await promisesSettled();
}

function shown(): readonly string[] {
  return conversation.state.get().shown.map((message) => message.id);
}

function sending(id: string, parentId: string | null): Message {
  return {
    id,
    parentId,
    conversationId: 'c1',
    role: 'user',
    parts: [],
    status: { type: 'sending' },
    model: null,
    createdAt: '2026-11-22T08:00:00.000Z',
    usage: null,
  };
}

test('an answer of the server is shown', async () => {
  void loader.load(conversation);
  expect(conversation.state.get().load).toEqual({ type: 'loading' });
  await answer();
  expect(conversation.state.get().load).toEqual({ type: 'ready' });
  expect(shown()).toEqual(['u1', 'a1']);
});

test('what the whole conversation took is what the server has added', async () => {
  const usage = { inputTokens: 25, outputTokens: 41, cost: { micros: 10, currency: 'EUR' } };
  void loader.load(conversation);
  api.waiting.shift()?.resolve({ ...detail('c1', exchange), usage });
  await promisesSettled();
  expect(conversation.state.get().usage).toEqual(usage);
});

test('what an answer took is told by the store, where its stream said nothing of it', async () => {
  void loader.load(conversation);
  await answer();
  const before = conversation.state.get().shown;
  const usage = { inputTokens: 11, outputTokens: 20 };
  void loader.load(conversation);
  await answer(exchange.map((message) => (message.role === 'assistant' ? { ...message, usage } : message)));
  const after = conversation.state.get().shown;
  expect(after.map((message) => message.usage)).toEqual([null, usage]);
  expect(after[0]).toBe(before[0]);
});

test('an answer from before a change on this page is not believed, and asked for again', async () => {
  void loader.load(conversation);
  change(conversation, (state) => withLeaf(state, sending('u2', 'a1')));
  await answer();
  expect(conversation.state.get().load).toEqual({ type: 'loading' });
  await answer();
  expect(shown()).toEqual(['u1', 'a1', 'u2']);
});

test('a message that is not yet stored stays at the end of the path', async () => {
  change(conversation, (state) => withLeaf(state, sending('u2', 'a1')));
  void loader.load(conversation);
  await answer();
  expect(shown()).toEqual(['u1', 'a1', 'u2']);
});

test('many wishes at once are one question, and one more after it', async () => {
  void loader.load(conversation);
  void loader.load(conversation);
  void loader.load(conversation);
  await answer();
  await answer();
  expect(api.calls).toHaveLength(2);
});

test('one that changes without end is believed after the fourth try', async () => {
  void loader.load(conversation);
  for (let tries = 0; tries < 4; tries++) {
    conversation.revision++;
    await answer();
  }
  expect(api.calls).toHaveLength(4);
  expect(conversation.state.get().load).toEqual({ type: 'ready' });
});

test('one that is not there is missing', async () => {
  void loader.load(conversation);
  api.waiting.shift()?.reject(problem(404, 'not-found'));
  await promisesSettled();
  expect(conversation.state.get().load).toEqual({ type: 'missing' });
});

test('one that is on the screen stays there when the server cannot be asked', async () => {
  void loader.load(conversation);
  await answer();
  void loader.load(conversation);
  api.waiting.shift()?.reject(problem(503, 'store-unavailable'));
  await promisesSettled();
  expect(shown()).toEqual(['u1', 'a1']);
  expect(conversation.state.get().load).toEqual({ type: 'ready' });
});

test('one that was only made here is not asked for', async () => {
  conversation.isUnsent = true;
  await loader.load(conversation);
  expect(api.calls).toEqual([]);
});

test('messages that say the same stay the same objects, so that nothing is drawn again', async () => {
  void loader.load(conversation);
  await answer();
  const before = conversation.state.get().shown;
  void loader.load(conversation);
  await answer([...exchange, stored('u2', { parentId: 'a1' })]);
  expect(conversation.state.get().shown.slice(0, 2)).toEqual(before);
  expect(conversation.state.get().shown[0]).toBe(before[0]);
});

test('an answer that ended here is not set back to streaming', async () => {
  const done: Message = {
    ...sending('a2', 'u1'),
    role: 'assistant',
    status: { type: 'complete', finishReason: 'stop' },
  };
  void loader.load(conversation);
  change(conversation, (state) => withMessage(state, done));
  const old = stored('a2', { parentId: 'u1', role: 'assistant', status: 'streaming' });
  await answer([...exchange, old]);
  await answer([...exchange, { ...old, status: 'complete', parts: [] }]);
  expect(conversation.state.get().messages.get('a2')?.status.type).toBe('complete');
});
