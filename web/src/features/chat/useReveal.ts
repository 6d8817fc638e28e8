import { useEffect, useRef } from 'react';
import { useStore } from '../../shared/store';
import type { ChatServices, Reveal } from './chatServices';
import type { Conversation } from './conversation/conversations';
import type { ConversationState } from './conversation/conversationState';

/**
 * The message of this conversation that somebody wants to see, once it is among those that are shown. Where another
 * version is shown, that is changed first, once: when the server refuses, the person is told and nothing is tried again.
 */
export function useReveal(
  services: ChatServices,
  conversation: Conversation,
  state: ConversationState,
  selectVersion: (conversationId: string, messageId: string) => Promise<void>,
): string | null {
  const reveal = useStore(services.reveal);
  const wanted = reveal?.conversationId === conversation.id ? reveal.messageId : null;
  const isShown = state.shown.some(({ id }) => id === wanted);
  const isHidden = wanted !== null && !isShown && state.messages.has(wanted);
  const switchedFor = useRef<Reveal>(undefined);
  useEffect(() => {
    if (!isHidden || reveal === null || switchedFor.current === reveal) return;
    switchedFor.current = reveal;
    void selectVersion(reveal.conversationId, reveal.messageId);
  }, [isHidden, reveal, selectVersion]);
  return isShown ? wanted : null;
}
