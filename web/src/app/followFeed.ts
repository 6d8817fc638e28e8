import type { Conversation } from '../features/chat/conversation/conversations';
import type { FeedMessage } from '../features/chat/transport/feed';
import type { GenerationRouter } from '../features/chat/transport/generationRouter';
import type { ConversationChange } from '../protocol/events';
import { noteLive } from './liveAttention';
import type { AppServices } from './types';

/** Hands what the server says to whoever keeps it: chunks to the streams, changes to the list and to what is shown. */
export function followFeed(services: AppServices, router: GenerationRouter): (message: FeedMessage) => void {
  const changed = new ChangedConversations(services, router);
  return (message) => {
    router.accept(message);
    if (message.type === 'snapshot' || message.type === 'chunks') noteLive(services.liveAttention, router.allLive());
    switch (message.type) {
      case 'status':
        services.connection.set(message.status);
        return;
      case 'snapshot':
        refresh(services);
        return;
      case 'conversation':
        services.list.accept(message.change);
        changed.take(message.change);
        return;
      case 'chunks':
        return;
    }
  };
}

/** A snapshot is the truth, and what lies before it may have been missed: what is shown is asked for again. */
function refresh(services: AppServices): void {
  void services.list.reload();
  void services.models.reload();
  void services.settings.reload();
  for (const conversation of services.conversations.all()) {
    if (conversation.state.hasListeners()) void services.loader.load(conversation);
  }
}

/** Several changes of one conversation in a moment, as at the end of an answer, are one question to the server. */
class ChangedConversations {
  readonly #services: AppServices;
  readonly #router: GenerationRouter;
  /** Bound: the conversations on the screen that changed within the last moment. */
  readonly #waiting = new Set<string>();

  constructor(services: AppServices, router: GenerationRouter) {
    this.#services = services;
    this.#router = router;
  }

  take({ change, id }: ConversationChange): void {
    const conversation = this.#shown(id);
    if (conversation === undefined) {
      // Else its texts would be held until sixty others have come after it.
      if (change === 'deleted') this.#services.conversations.forget(id);
      return;
    }
    if (change === 'deleted') conversation.state.update((state) => ({ ...state, load: { type: 'missing' } }));
    else this.#loadSoon(id);
  }

  #loadSoon(id: string): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.#services.timers.after(MOMENT_MILLIS, () => {
      this.#waiting.delete(id);
      const conversation = this.#shown(id);
      // While an answer grows, its chunks say all; its end brings a change as well.
      if (conversation !== undefined && this.#router.liveInConversation(id) === undefined) {
        void this.#services.loader.load(conversation);
      }
    });
  }

  #shown(id: string): Conversation | undefined {
    return this.#services.conversations.all().find((each) => each.id === id && each.state.hasListeners());
  }
}

const MOMENT_MILLIS = 150;
