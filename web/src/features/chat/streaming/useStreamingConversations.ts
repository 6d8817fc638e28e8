import { useMemo, useRef, useState, type RefObject } from 'react';
import type { StreamingState } from '../types';

/** The commands of the one writer. Guards ask the map through these; nobody else changes it. */
export interface StreamingWriter {
  readonly streamingRefsMap: RefObject<Map<string, StreamingState>>;
  /**
   * Enters a stream. False, and nothing happens, if the conversation has one already; a stream that is being stopped
   * gives its place away.
   */
  begin: (conversationId: string, state: StreamingState) => boolean;
  /** Draws it as being stopped. The stream stays in the map until it has ended. */
  markStopping: (conversationId: string) => void;
  /** Takes a stream out, but only if the map still holds this very one. Says whether it did. */
  end: (conversationId: string, state: StreamingState) => boolean;
  isOwn: (conversationId: string, state: StreamingState) => boolean;
}

export interface StreamingConversations {
  readonly streamingConversationIds: ReadonlySet<string>;
  readonly stoppingConversationIds: ReadonlySet<string>;
  readonly writer: StreamingWriter;
}

/**
 * Which conversations stream: the Set for drawing and the map for guarding, changed together and only here.
 *
 * The Set alone could not guard: two sends in one tick see the same Set, because React draws later. The map changes at
 * once.
 */
export function useStreamingConversations(): StreamingConversations {
  const [streamingConversationIds, setStreamingConversationIds] = useState<ReadonlySet<string>>(new Set());
  const [stoppingConversationIds, setStoppingConversationIds] = useState<ReadonlySet<string>>(new Set());
  const streamingRefsMap = useRef(new Map<string, StreamingState>());
  const writer = useMemo<StreamingWriter>(() => {
    const isOwn = (conversationId: string, state: StreamingState): boolean =>
      streamingRefsMap.current.get(conversationId) === state;
    return {
      streamingRefsMap,
      isOwn,
      begin: (conversationId, state) => {
        const present = streamingRefsMap.current.get(conversationId);
        if (present !== undefined && !present.abortController.signal.aborted) return false;
        streamingRefsMap.current.set(conversationId, state);
        setStreamingConversationIds((ids) => withId(ids, conversationId));
        setStoppingConversationIds((ids) => withoutId(ids, conversationId));
        return true;
      },
      markStopping: (conversationId) => {
        if (streamingRefsMap.current.has(conversationId)) {
          setStoppingConversationIds((ids) => withId(ids, conversationId));
        }
      },
      end: (conversationId, state) => {
        if (!isOwn(conversationId, state)) return false;
        streamingRefsMap.current.delete(conversationId);
        setStreamingConversationIds((ids) => withoutId(ids, conversationId));
        setStoppingConversationIds((ids) => withoutId(ids, conversationId));
        return true;
      },
    };
  }, []);
  return { streamingConversationIds, stoppingConversationIds, writer };
}

function withId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? ids : new Set(ids).add(id);
}

function withoutId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : ids;
}
