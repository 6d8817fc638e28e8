import type { Chunk } from '../../../protocol/chunks';
import type { ChatServices } from '../chatServices';
import { change } from '../conversation/conversations';
import { withLeaf, withMessage } from '../conversation/conversationState';
import type { Message, StreamingState } from '../types';
import { activityOf, attentionAfter } from './activity';
import { FrameFlush } from './frameFlush';
import type { StreamingWriter } from './useStreamingConversations';

/**
 * Brings what streams to what is drawn. The shape of a conversation changes at once, when an answer begins and when it
 * ends; the text in between is drawn by frames, from the map, so that what is drawn is always the stream that the
 * conversation has now.
 */
export class StreamView {
  readonly #services: ChatServices;
  readonly #writer: StreamingWriter;
  readonly #flush: FrameFlush;

  constructor(services: ChatServices, writer: StreamingWriter) {
    this.#services = services;
    this.#writer = writer;
    this.#flush = new FrameFlush(services.frames, {
      isDrawn: (id) => services.conversations.of(id).live.hasListeners(),
      drawPane: (id) => {
        services.conversations.of(id).live.set(this.#stateOf(id)?.currentMessage ?? null);
      },
      drawLists: (ids) => {
        this.#drawLists(ids);
      },
    });
  }

  /** Draws a conversation now, as after a stop or a new stream. */
  now(conversationId: string): void {
    this.#flush.now(conversationId);
  }

  afterChunk(conversationId: string, state: StreamingState, chunk: Chunk): void {
    if (chunk.type === 'start' && state.currentMessage !== null) this.#begun(conversationId, state.currentMessage);
    if (chunk.type === 'data-title') this.#titled(conversationId, chunk.data.title);
    if (this.#writer.isOwn(conversationId, state)) this.#flush.mark(conversationId);
  }

  /** Puts an ended answer among the messages. It is called after the stream has left the map. */
  ended(conversationId: string, message: Message | null): void {
    const conversation = this.#services.conversations.of(conversationId);
    if (message !== null) change(conversation, (state) => withMessage(state, message));
    this.#flush.now(conversationId);
    if (message !== null && !this.#writer.streamingRefsMap.current.has(conversationId)) {
      this.#services.list.patch(conversationId, {
        attention: attentionAfter(message.status),
        activeGenerationId: null,
      });
    }
  }

  #stateOf(conversationId: string): StreamingState | undefined {
    return this.#writer.streamingRefsMap.current.get(conversationId);
  }

  #begun(conversationId: string, message: Message): void {
    const conversation = this.#services.conversations.of(conversationId);
    conversation.isUnsent = false;
    const known = conversation.state.get().messages.get(message.id);
    // An answer that goes on keeps its words on the screen until its first frame, which has them too.
    const shown = known === undefined ? message : { ...known, status: message.status };
    if (message.parentId === null || conversation.state.get().messages.has(message.parentId)) {
      change(conversation, (state) => withLeaf(state, shown));
      return;
    }
    // Its question came from elsewhere: another tab, or a follow-up that the server sent. Until that is here, the path
    // to the answer would be the answer alone, so what is on the screen stays, and both come together.
    change(conversation, (state) => withMessage(state, shown));
    if (conversation.state.hasListeners()) void this.#services.loader.load(conversation);
  }

  #titled(conversationId: string, title: string): void {
    this.#services.list.patch(conversationId, { title });
    this.#services.conversations.of(conversationId).state.update((state) => ({ ...state, title }));
  }

  #drawLists(ids: readonly string[]): void {
    this.#services.activity.update((before) => {
      const after = new Map(before);
      for (const id of ids) {
        const state = this.#stateOf(id);
        if (state === undefined) after.delete(id);
        else after.set(id, activityOf(state));
      }
      return after;
    });
  }
}
