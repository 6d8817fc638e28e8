import { sentenceFor } from '../shared/notices/sentence';
import type { AppServices } from './types';

/** Has that conversation's answer be the next of this person's at its provider. One that does not wait stays as it is. */
export function moveToFront({ api, live, notices }: Pick<AppServices, 'api' | 'live' | 'notices'>, id: string): void {
  const waiting = live.liveInConversation(id);
  if (waiting === undefined) return;
  api.moveToFront(waiting.id).catch((error: unknown) => {
    notices.show('error', sentenceFor(error));
  });
}
