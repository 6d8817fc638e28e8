import type { ChatServices } from '../chatServices';
import { isEnd } from '../transport/liveGenerations';
import { ABANDONED, type ChatRequest } from '../transport/transport';
import type { StreamingState } from '../types';
import { applyChunk } from './applyChunk';
import type { StreamView } from './streamView';
import type { StreamingWriter } from './useStreamingConversations';

export interface StreamContext {
  readonly services: ChatServices;
  readonly writer: StreamingWriter;
  readonly view: StreamView;
}

export interface StreamEvents {
  /** The server has stored the request; `parentId` is the message that is being answered. */
  readonly onAccepted: (parentId: string) => void;
}

/** How a stream ended. `cut`: without the server's word; the stored message has it. */
export type StreamOutcome =
  | { readonly type: 'ended' }
  | { readonly type: 'cut' }
  | { readonly type: 'abandoned' }
  | { readonly type: 'failed'; readonly error: unknown; readonly wasAccepted: boolean };

/**
 * The loop of one stream. It captures its conversation once and uses nothing else throughout: whichever conversation is
 * on the screen, and whatever streams in others, each loop works on its own id and its own state.
 *
 * A stream ends only *itself*: after "stop, then send again" the map holds the newer stream, which must not be lost
 * when the older loop gets to its end.
 */
export async function runStream(
  { services, writer, view }: StreamContext,
  request: ChatRequest,
  state: StreamingState,
  events: StreamEvents,
): Promise<StreamOutcome> {
  const { conversationId } = request;
  const { signal } = state.abortController;
  const isAbandoned = (): boolean => signal.aborted && signal.reason === ABANDONED;
  let outcome: StreamOutcome = { type: 'cut' };
  let wasAccepted = false;
  try {
    for await (const chunk of services.transport.send(request, signal)) {
      if (isAbandoned()) break;
      if (chunk.type === 'start' && !wasAccepted) {
        wasAccepted = true;
        events.onAccepted(chunk.messageMetadata.parentId);
      }
      applyChunk(state, chunk, { conversationId, now: services.timers.now() });
      view.afterChunk(conversationId, state, chunk);
      if (isEnd(chunk)) outcome = { type: 'ended' };
    }
  } catch (error) {
    outcome = { type: 'failed', error, wasAccepted };
  } finally {
    writer.end(conversationId, state);
  }
  if (isAbandoned()) return { type: 'abandoned' };
  view.ended(conversationId, settled(state));
  return outcome;
}

/** No spinner outlives its stream: an answer without an end counts as interrupted until the store says more. */
function settled({ currentMessage }: StreamingState): StreamingState['currentMessage'] {
  if (currentMessage?.status.type !== 'streaming') return currentMessage;
  return { ...currentMessage, status: { type: 'incomplete', reason: 'interrupted' } };
}
