import type { ChatServices } from '../features/chat/chatServices';
import type { FollowUpQueues } from '../features/follow-ups/followUpQueues';
import type { ConnectionStatus } from '../shared/connection/types';
import type { Store } from '../shared/store';
import type { LiveAttention } from './liveAttention';

export interface AppServices extends ChatServices {
  readonly followUps: FollowUpQueues;
  readonly liveAttention: Store<LiveAttention>;
  /** The conversation that this tab shows to somebody; null when it shows none or is out of sight. */
  readonly inSight: Store<string | null>;
  readonly connection: Store<ConnectionStatus>;
  /** Which conversations are on the board, in their order. */
  readonly boardPlaces: Store<readonly string[]>;
}
