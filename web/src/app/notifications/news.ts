import type { Attention } from '../../protocol/api';
import type { ConversationListState } from '../../shared/conversations/types';

/** One thing that a person who looks elsewhere wants to know. */
export interface News {
  readonly conversationId: string;
  readonly title: string;
  readonly text: string;
}

export type Attentions = ReadonlyMap<string, Attention>;

/** What has become of the conversations that were known before; one that appears only now is no news. */
export function newsOf(before: Attentions, { items }: Pick<ConversationListState, 'items'>): readonly News[] {
  return items.flatMap(({ id, title, attention }) => {
    const was = before.get(id);
    const text = TEXTS[attention];
    if (was === undefined || was === attention || text === undefined) return [];
    return [{ conversationId: id, title: title ?? 'New conversation', text }];
  });
}

export function attentionsOf({ items }: Pick<ConversationListState, 'items'>): Attentions {
  return new Map(items.map(({ id, attention }) => [id, attention]));
}

const TEXTS: Readonly<Partial<Record<Attention, string>>> = {
  waiting: 'Needs your answer',
  finished: 'The answer is finished',
  failed: 'The answer failed',
};
