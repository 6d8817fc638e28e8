import { ConversationLoader } from '../features/chat/conversation/conversationLoader';
import { Conversations } from '../features/chat/conversation/conversations';
import type { EventFeed, FeedMessage } from '../features/chat/transport/feed';
import { GenerationRouter } from '../features/chat/transport/generationRouter';
import { multiplexedTransport } from '../features/chat/transport/multiplexedTransport';
import { openFeed } from '../features/chat/transport/openFeed';
import type { ChatTransport } from '../features/chat/transport/transport';
import { FollowUpQueues } from '../features/follow-ups/followUpQueues';
import type { ModelInfo, Settings } from '../protocol/api';
import { uuidV7Maker, type IdMaker } from '../protocol/uuid';
import { createApi, type Api } from '../shared/api/api';
import { Http } from '../shared/api/http';
import type { ConnectionStatus } from '../shared/connection/types';
import { ConversationList } from '../shared/conversations/conversationList';
import type { ConversationActivity } from '../shared/conversations/types';
import { LoadedValue } from '../shared/loadedValue';
import { Notices } from '../shared/notices/notices';
import { createStore } from '../shared/store';
import type { Reveal } from '../features/chat/chatServices';
import { browserFrames } from '../shared/frames';
import { browserTimers } from '../shared/timers';
import { followFeed } from './followFeed';
import { NOTHING_LIVE } from './liveAttention';
import { watchNews } from './notifications/watchNews';
import { pageIdentity } from './pageIdentity';
import { prefetchParts } from './prefetchParts';
import type { AppServices } from './types';
import { watchModels } from './watchModels';
import { watchWhatIsDrawn } from './watchWhatIsDrawn';

/** Everything that the page works with, made once. It begins to listen to the server. */
export function startServices(): AppServices {
  const makeId = uuidV7Maker({ now: browserTimers.now, random: randomBytes });
  const { browser, page } = pageIdentity(localStorage, makeId);
  const http = new Http({ fetch: (input, init) => fetch(input, init), pageId: `${browser}.${page}` });
  const feed = openFeed(new URL(`/api/events?browser=${browser}`, location.href).href, page);
  const router = new GenerationRouter(() => {
    feed.resync();
  });
  const services = makeServices(http, router, makeId);
  const accept = followFeed(services, router);
  listen(feed, accept);
  watchWhatIsDrawn(services.conversations.drawn, feed, document);
  watchModels(services.models, browserTimers, document);
  watchNews(services);
  prefetchParts(services.connection, browserTimers);
  return services;
}

function makeServices(http: Http, router: GenerationRouter, makeId: IdMaker): AppServices {
  const api = createApi(http);
  const list = new ConversationList(api);
  const notices = new Notices(makeId);
  const followUps = new FollowUpQueues({
    api,
    timers: browserTimers,
    onRefused: (conversationId, sentence) => {
      notices.show('error', sentence, conversationId);
    },
  });
  return {
    api,
    transport: transportFor(http, api, router),
    live: router,
    conversations: new Conversations(),
    loader: new ConversationLoader(api, (detail) => {
      const {
        messages: _messages,
        activeLeafId: _leaf,
        systemPrompt: _prompt,
        options: _options,
        usage: _usage,
        ...summary
      } = detail;
      list.put(summary);
    }),
    list,
    activity: createStore<ReadonlyMap<string, ConversationActivity>>(new Map()),
    models: new LoadedValue<readonly ModelInfo[]>([], () => api.models()),
    settings: new LoadedValue<Settings>({ onLeave: 'stop' }, () => api.settings()),
    notices,
    wasWrittenHere: (messageId) => followUps.wasAddedHere(messageId),
    makeId,
    timers: browserTimers,
    frames: browserFrames,
    reveal: createStore<Reveal | null>(null),
    connection: createStore<ConnectionStatus>({ type: 'connecting' }),
    liveAttention: createStore(NOTHING_LIVE),
    inSight: createStore<string | null>(null),
    boardPlaces: createStore<readonly string[]>([]),
    followUps,
  };
}

/** `?transport=per-request` reads each answer over a stream of its own: for proxies that hold back shared streams. */
function transportFor(http: Http, api: Api, router: GenerationRouter): ChatTransport {
  const isPerRequest = new URLSearchParams(location.search).get('transport') === 'per-request';
  if (!isPerRequest) return multiplexedTransport(api, router, browserTimers);
  return {
    send: async function* (request, signal) {
      const { perRequestTransport } = await import('../features/chat/transport/perRequestTransport');
      yield* perRequestTransport({ http, api, timers: browserTimers, random: () => Math.random() }).send(
        request,
        signal,
      );
    },
  };
}

function listen(feed: EventFeed, accept: (message: FeedMessage) => void): void {
  feed.open(accept);
  window.addEventListener('pagehide', () => {
    feed.leave();
  });
  // A page that comes back out of the browser's memory has missed what was said meanwhile.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) feed.open(accept);
  });
}

function randomBytes(bytes: Uint8Array): Uint8Array {
  // The type of the argument is wider than what `getRandomValues` takes: ours is never in shared memory.
  return crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
}
