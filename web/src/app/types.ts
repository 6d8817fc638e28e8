import type { ChatServices } from '../features/chat/chatServices';
import type { ConnectionStatus } from '../shared/connection/types';
import type { Store } from '../shared/store';

export interface AppServices extends ChatServices {
  readonly connection: Store<ConnectionStatus>;
}
