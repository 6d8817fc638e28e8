import { useCallback, type ReactElement } from 'react';
import type { UseChatResult } from '../features/chat/types';
import { SettingsButton } from '../features/settings/SettingsButton';
import { Sidebar } from '../features/sidebar/Sidebar';
import { useStore } from '../shared/store';
import { changeSettings } from './changeSettings';
import { openSettings } from './SettingsPane';
import { stopAll } from './stopAll';
import type { AppServices } from './types';
import { BOARD_PATH, conversationPath } from './useConversationRoute';
import { withoutWaiting } from './withoutWaiting';

interface SidebarPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
  readonly isBoard: boolean;
  readonly onOpenBoard: () => void;
  /** Called when another conversation is chosen: a drawer shuts then. */
  readonly onLeave: () => void;
  readonly onSearch: () => void;
}

export function SidebarPane(props: SidebarPaneProps): ReactElement {
  const { services, chat, isBoard, onOpenBoard, onLeave, onSearch } = props;
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
      boardPath={BOARD_PATH}
      isBoard={isBoard}
      onOpenBoard={() => {
        onOpenBoard();
        onLeave();
      }}
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
      isPaused={useStore(services.settings.state).pauseNew === true}
      onLetBegin={() => {
        void changeSettings(services, { pauseNew: false });
      }}
      onLoadMore={() => {
        void services.list.loadMore();
      }}
      footer={
        <SettingsButton
          onOpen={() => {
            onLeave();
            openSettings('General');
          }}
        />
      }
    />
  );
}
