// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import { Conversations, type Conversation } from './conversations';

let conversations: Conversations;

beforeEach(() => {
  conversations = new Conversations();
});

function ask(count: number, name: string): readonly Conversation[] {
  return Array.from({ length: count }, (_, index) => conversations.of(`${name}${index}`));
}

function isKept(conversation: Conversation): boolean {
  return conversations.all().includes(conversation);
}

test('however many are in use, each of them is the same whenever it is asked for', () => {
  const all = Array.from({ length: 200 }, (_, index) => {
    const conversation = conversations.of(`c${index}`);
    conversation.draft.set('not sent yet');
    return conversation;
  });
  expect(all.filter((conversation) => conversations.of(conversation.id) === conversation)).toHaveLength(200);
});

test('of those that are not in use the sixty that were asked for last are kept', () => {
  const first = conversations.of('first');
  const second = conversations.of('second');
  ask(58, 'c');
  conversations.of('first');
  conversations.of('one more');
  expect(isKept(first)).toBe(true);
  expect(isKept(second)).toBe(false);
  expect(conversations.all()).toHaveLength(60);
});

test('many that are in use leave room for those that are not yet', () => {
  for (const { draft } of ask(100, 'used')) draft.set('not sent yet');
  const shown = ask(12, 'shown');
  expect(shown.every(isKept)).toBe(true);
});
