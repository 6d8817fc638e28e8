import { useCallback, type ReactElement } from 'react';
import type { UseChatResult } from '../features/chat/types';
import { SettingsDialog } from '../features/settings/SettingsDialog';
import { Sidebar } from '../features/sidebar/Sidebar';
import { useStore } from '../shared/store';
import { changeSettings } from './changeSettings';
import { stopAll } from './stopAll';
import type { AppServices } from './types';
import { conversationPath } from './useConversationRoute';
import { withoutWaiting } from './withoutWaiting';

interface SidebarPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
  /** Called when another conversation is chosen: a drawer shuts then. */
  readonly onLeave: () => void;
  readonly onSearch: () => void;
}

export function SidebarPane({ services, chat, onLeave, onSearch }: SidebarPaneProps): ReactElement {
  const { selectConversation, newConversation } = chat;
  const select = useCallback(
    (conversationId: string) => {
      selectConversation(conversationId);
      onLeave();
    },
    [selectConversation, onLeave],
  );
  return (
    <Sidebar
      list={useStore(services.list.state)}
      activity={services.activity}
      currentConversationId={chat.currentConversationId}
      connection={useStore(services.connection)}
      pathOf={conversationPath}
      onNew={() => {
        newConversation();
        onLeave();
      }}
      onSearch={() => {
        onLeave();
        onSearch();
      }}
      onSelect={select}
      onRename={withoutWaiting(chat.renameConversation)}
      onDelete={withoutWaiting(chat.deleteConversation)}
      onPin={withoutWaiting(chat.pinConversation)}
      onStop={chat.cancelStreaming}
      onStopAll={() => {
        stopAll(services, chat);
      }}
      onLoadMore={() => {
        void services.list.loadMore();
      }}
      footer={
        <SettingsDialog
          settings={useStore(services.settings.state)}
          models={useStore(services.models.state)}
          onChange={(change) => {
            void changeSettings(services, change);
          }}
        />
      }
    />
  );
}
