import type { ModelInfo, Settings } from '../../protocol/api';
import type { LiveGeneration } from '../../protocol/events';
import type { IdMaker } from '../../protocol/uuid';
import type { Api } from '../../shared/api/api';
import type { ConversationList } from '../../shared/conversations/conversationList';
import type { ConversationActivity } from '../../shared/conversations/types';
import type { Frames } from '../../shared/frames';
import type { LoadedValue } from '../../shared/loadedValue';
import type { Notices } from '../../shared/notices/notices';
import type { Store } from '../../shared/store';
import type { Timers } from '../../shared/timers';
import type { ConversationLoader } from './conversation/conversationLoader';
import type { Conversations } from './conversation/conversations';
import type { ChatTransport } from './transport/transport';

/** The generations that are live anywhere, as this tab hears of them. */
export interface LiveSource {
  onLive: (listener: (generation: LiveGeneration) => void) => () => void;
  onSnapshot: (listener: () => void) => () => void;
  liveInConversation: (conversationId: string) => LiveGeneration | undefined;
  allLive: () => readonly LiveGeneration[];
}

/** A message that somebody wants to see. */
export interface Reveal {
  readonly conversationId: string;
  readonly messageId: string;
}

/** What the chat works with. It is made once per page; tests make their own. */
export interface ChatServices {
  readonly api: Api;
  readonly transport: ChatTransport;
  readonly live: LiveSource;
  readonly conversations: Conversations;
  readonly loader: ConversationLoader;
  readonly list: ConversationList;
  readonly activity: Store<ReadonlyMap<string, ConversationActivity>>;
  readonly models: LoadedValue<readonly ModelInfo[]>;
  readonly settings: LoadedValue<Settings>;
  readonly notices: Notices;
  /** Whether a message of the person's that the server sent by itself was written on this page. */
  readonly wasWrittenHere: (messageId: string) => boolean;
  readonly makeId: IdMaker;
  readonly timers: Timers;
  readonly frames: Frames;
  /** What is to be shown in its conversation once that is on the screen; null when it was, or nothing is wanted. */
  readonly reveal: Store<Reveal | null>;
}
