import type { FeedMessage } from '../features/chat/transport/feed';
import type { GenerationRouter } from '../features/chat/transport/generationRouter';
import type { ConversationChange } from '../protocol/events';
import type { AppServices } from './types';

/** Hands what the server says to whoever keeps it: chunks to the streams, changes to the list and to what is shown. */
export function followFeed(services: AppServices, router: GenerationRouter): (message: FeedMessage) => void {
  return (message) => {
    router.accept(message);
    switch (message.type) {
      case 'status':
        services.connection.set(message.status);
        return;
      case 'snapshot':
        refresh(services);
        return;
      case 'conversation':
        services.list.accept(message.change);
        changeShown(services, router, message.change);
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

function changeShown(services: AppServices, router: GenerationRouter, { change, id }: ConversationChange): void {
  const conversation = services.conversations.all().find((each) => each.id === id);
  if (conversation?.state.hasListeners() !== true) return;
  if (change === 'deleted') conversation.state.update((state) => ({ ...state, load: { type: 'missing' } }));
  // While an answer grows, its chunks say all; its end brings a change as well.
  else if (router.liveInConversation(id) === undefined) void services.loader.load(conversation);
}
