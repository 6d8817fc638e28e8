import type { ReactNode } from 'react';
import type { ConversationSummary } from '../../protocol/api';
import type { ConnectionStatus } from '../../shared/connection/types';
import type { ConversationActivity, ConversationListState } from '../../shared/conversations/types';
import type { ReadableStore } from '../../shared/store';

export interface SidebarProps {
  readonly list: ConversationListState;
  /** By conversation id; a conversation that is not in it has the attention of its summary. */
  readonly activity: ReadableStore<ReadonlyMap<string, ConversationActivity>>;
  readonly currentConversationId: string | null;
  readonly connection: ConnectionStatus;
  /** The address of a conversation, so that it can be opened in a new tab. */
  readonly pathOf: (conversationId: string) => string;
  readonly boardPath: string;
  /** Whether the board is what is shown. */
  readonly isBoard: boolean;
  readonly onOpenBoard: () => void;
  readonly onNew: () => void;
  readonly onSearch: () => void;
  readonly onSelect: (conversationId: string) => void;
  readonly onRename: (conversationId: string, title: string) => void;
  readonly onDelete: (conversationId: string) => void;
  readonly onPin: (conversationId: string, pinned: boolean) => void;
  readonly onStop: (conversationId: string) => void;
  readonly onStopAll: () => void;
  /** Whether answers that are asked for wait. */
  readonly isPaused: boolean;
  readonly onLetBegin: () => void;
  readonly onLoadMore: () => void;
  /** What stands below the list. */
  readonly footer?: ReactNode;
}

/** What a row can ask for. */
export interface RowCommands {
  readonly pathOf: (conversationId: string) => string;
  readonly onSelect: (conversationId: string) => void;
  readonly onRename: (conversationId: string, title: string) => void;
  readonly onPin: (conversationId: string, pinned: boolean) => void;
  readonly onStop: (conversationId: string) => void;
  readonly onAskDelete: (conversationId: string) => void;
}

export interface RowMenuProps {
  readonly item: ConversationSummary;
  readonly title: string;
  readonly isGenerating: boolean;
  readonly commands: RowCommands;
  readonly onRename: () => void;
}
