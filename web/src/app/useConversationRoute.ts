import { useCallback } from 'react';
import { useLocation } from 'wouter';

export interface ConversationRoute {
  /** Null: the page of a new conversation. */
  readonly conversationId: string | null;
  readonly navigate: (conversationId: string | null) => void;
}

/** The address names the conversation, so that back, forward, a reload and a link lead to it. */
export function useConversationRoute(): ConversationRoute {
  const [path, setPath] = useLocation();
  const navigate = useCallback(
    (conversationId: string | null) => {
      setPath(conversationId === null ? '/' : conversationPath(conversationId));
    },
    [setPath],
  );
  return { conversationId: /^\/c\/([^/]+)\/?$/.exec(path)?.[1] ?? null, navigate };
}

export function conversationPath(conversationId: string): string {
  return `/c/${conversationId}`;
}
