import type { ConversationDetail, ConversationOptions } from '../../../protocol/api';
import type { Usage } from '../../../protocol/chunks';
import type { ConversationLoad, Message, ShownMessage } from '../types';
import { fromStored } from './fromStored';
import { shownMessages, type Messages } from './messageTree';

/** One conversation as this page knows it. Immutable: each change makes a new one. */
export interface ConversationState {
  readonly load: ConversationLoad;
  readonly title: string | null;
  readonly model: string | null;
  readonly systemPrompt: string | null;
  readonly options: ConversationOptions;
  /** What all its answers took, as the server has added it; null for nothing. */
  readonly usage: Usage | null;
  readonly messages: Messages;
  readonly activeLeafId: string | null;
  /** The path to the leaf, with versions: what is drawn. It changes only when the shape or a status does. */
  readonly shown: readonly ShownMessage[];
}

export const UNLOADED: ConversationState = {
  load: { type: 'loading' },
  title: null,
  model: null,
  systemPrompt: null,
  options: {},
  usage: null,
  messages: new Map(),
  activeLeafId: null,
  shown: [],
};

/** What the server says, with the messages that only this page knows yet: not yet stored, or not yet ended. */
export function withDetail(state: ConversationState, detail: ConversationDetail): ConversationState {
  const messages = new Map(
    detail.messages.map((stored) => [stored.id, sameOr(fromStored(stored, detail.id), state.messages.get(stored.id))]),
  );
  const own = [...state.messages.values()].filter((message) => isUnderWay(message));
  for (const message of own) {
    const stored = messages.get(message.id);
    if (stored === undefined || stored.status.type === 'streaming') messages.set(message.id, message);
  }
  const leaf = state.activeLeafId === null ? undefined : messages.get(state.activeLeafId);
  const keepsLeaf = leaf !== undefined && isUnderWay(leaf);
  // An answer that began before its question was known here goes below it now.
  const below = own.find(
    ({ id, parentId }) => parentId === detail.activeLeafId && messages.get(id)?.role === 'assistant',
  );
  return drawn({
    ...state,
    load: { type: 'ready' },
    title: detail.title,
    model: detail.model,
    systemPrompt: detail.systemPrompt,
    options: detail.options,
    usage: detail.usage ?? null,
    messages,
    activeLeafId: keepsLeaf ? leaf.id : (below?.id ?? detail.activeLeafId),
  });
}

/** Adds the message, or puts it in the place of the one with its id. */
export function withMessage(state: ConversationState, message: Message): ConversationState {
  return drawn({ ...state, messages: new Map(state.messages).set(message.id, message) });
}

/** The same, and the path that is shown ends at it. */
export function withLeaf(state: ConversationState, message: Message): ConversationState {
  return withActiveLeaf(withMessage(state, message), message.id);
}

export function withActiveLeaf(state: ConversationState, activeLeafId: string | null): ConversationState {
  return drawn({ ...state, activeLeafId });
}

export function withoutMessage(state: ConversationState, id: string, activeLeafId: string | null): ConversationState {
  const messages = new Map(state.messages);
  messages.delete(id);
  return drawn({ ...state, messages, activeLeafId });
}

/**
 * The message as it is known, if it says the same: then nothing is drawn again. What it took is the store's word: the
 * stream tells it step by step, and not at all to a reader who came after it.
 */
function sameOr(stored: Message, known: Message | undefined): Message {
  if (known === undefined || known.parentId !== stored.parentId) return stored;
  const isSameStatus =
    known.status.type === 'complete'
      ? stored.status.type === 'complete'
      : JSON.stringify(known.status) === JSON.stringify(stored.status);
  if (!isSameStatus || JSON.stringify(known.parts) !== JSON.stringify(stored.parts)) return stored;
  return JSON.stringify(known.usage) === JSON.stringify(stored.usage) ? known : { ...known, usage: stored.usage };
}

function drawn(state: ConversationState): ConversationState {
  return { ...state, shown: shownMessages(state.messages, state.activeLeafId) };
}

function isUnderWay({ status }: Message): boolean {
  return status.type === 'sending' || status.type === 'streaming';
}
