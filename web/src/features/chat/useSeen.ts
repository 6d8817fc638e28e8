import { useEffect, useRef } from 'react';
import type { Attention } from '../../protocol/api';
import { useStore } from '../../shared/store';
import type { ChatServices } from './chatServices';

/** An ended answer asks for attention until somebody has looked: the page shows it, and the page is in sight. */
export function useSeen(services: ChatServices, conversationId: string | null): void {
  const { items } = useStore(services.list.state);
  const attention = items.find((item) => item.id === conversationId)?.attention ?? 'none';
  const underWay = useRef(new Set<string>());
  useEffect(() => {
    if (conversationId === null || !UNSEEN.has(attention)) return;
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      services.list.patch(conversationId, { attention: 'none' });
      // The server's word of the end may come after its last chunk, while it is being told that it was seen.
      if (underWay.current.has(conversationId)) return;
      underWay.current.add(conversationId);
      services.api
        .patchConversation(conversationId, { seen: true })
        .catch(() => {
          // Not worth a word: it is asked again when the conversation is looked at next time.
        })
        .finally(() => underWay.current.delete(conversationId));
    };
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, [services, conversationId, attention]);
}

const UNSEEN: ReadonlySet<Attention> = new Set<Attention>(['finished', 'stopped', 'failed', 'interrupted']);
