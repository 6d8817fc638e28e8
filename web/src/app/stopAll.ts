import type { UseChatResult } from '../features/chat/types';
import { sentenceFor } from '../shared/notices/sentence';
import type { AppServices } from './types';

/** Stops everything by one request; each stream shows at once that it is being stopped, and ends by the server's word. */
export function stopAll(
  { api, notices }: Pick<AppServices, 'api' | 'notices'>,
  { streamingConversationIds, cancelStreaming }: Pick<UseChatResult, 'streamingConversationIds' | 'cancelStreaming'>,
): void {
  api.stopAllGenerations().catch((error: unknown) => {
    notices.show('error', sentenceFor(error));
  });
  for (const id of streamingConversationIds) cancelStreaming(id);
}
