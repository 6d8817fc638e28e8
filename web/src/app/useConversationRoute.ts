import { useCallback } from 'react';
import { useLocation } from 'wouter';

export interface ConversationRoute {
  /** Null: the page of a new conversation. */
  readonly conversationId: string | null;
  readonly isBoard: boolean;
  readonly navigate: (conversationId: string | null) => void;
  readonly openBoard: () => void;
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
  const openBoard = useCallback(() => {
    setPath(BOARD_PATH);
  }, [setPath]);
  return {
    conversationId: /^\/c\/([^/]+)\/?$/.exec(path)?.[1] ?? null,
    isBoard: /^\/board\/?$/.test(path),
    navigate,
    openBoard,
  };
}

export const BOARD_PATH = '/board';

export function conversationPath(conversationId: string): string {
  return `/c/${conversationId}`;
}
