import type { ConversationSummary } from '../../protocol/api';

export function titleOf(item: ConversationSummary): string {
  return item.title === null || item.title === '' ? 'New conversation' : item.title;
}
