/** The server leaves a field out where its value is null. Inside the app a field that can be null is always there. */
import type { ConversationDetail, ConversationPage, ConversationSummary, Settings, StoredMessage } from './api';

type Leaving<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export type WireSummary = Leaving<ConversationSummary, 'title' | 'model'>;
export type WireMessage = Leaving<StoredMessage, 'parentId' | 'model'>;
export type WirePage = Omit<ConversationPage, 'items'> & { readonly items: readonly WireSummary[] };
export type WireDetail = Leaving<
  Omit<ConversationDetail, 'messages'>,
  'title' | 'model' | 'activeLeafId' | 'systemPrompt' | 'options'
> & {
  readonly messages: readonly WireMessage[];
};
export type WireSettings = Leaving<Settings, 'onLeave'>;

export function completeSummary(wire: WireSummary): ConversationSummary {
  return { ...wire, title: wire.title ?? null, model: wire.model ?? null };
}

export function completePage({ items, next }: WirePage): ConversationPage {
  return { items: items.map(completeSummary), next: next ?? null };
}

export function completeDetail(wire: WireDetail): ConversationDetail {
  return {
    ...wire,
    title: wire.title ?? null,
    model: wire.model ?? null,
    activeLeafId: wire.activeLeafId ?? null,
    systemPrompt: wire.systemPrompt ?? null,
    options: wire.options ?? {},
    messages: wire.messages.map(completeMessage),
  };
}

export function completeSettings(wire: WireSettings): Settings {
  return { ...wire, onLeave: wire.onLeave ?? 'stop' };
}

function completeMessage(wire: WireMessage): StoredMessage {
  return { ...wire, parentId: wire.parentId ?? null, model: wire.model ?? null };
}
