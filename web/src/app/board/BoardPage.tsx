import { useCallback, type ReactElement } from 'react';
import type { UseChatResult } from '../../features/chat/types';
import { Board } from '../../features/board/Board';
import { useStore } from '../../shared/store';
import { changeSettings } from '../changeSettings';
import { moveToFront } from '../moveToFront';
import { stopAll } from '../stopAll';
import type { AppServices } from '../types';
import { conversationPath } from '../useConversationRoute';
import { PaneAnswer } from './PaneAnswer';

interface BoardPageProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

/** The board over the chat's own stores: what streams for the page streams here, by the same connection. */
export function BoardPage({ services, chat }: BoardPageProps): ReactElement {
  const { conversations, loader, list, api } = services;
  const settings = useStore(services.settings.state);
  const renderAnswer = useCallback(
    (conversationId: string) => <PaneAnswer services={services} conversationId={conversationId} />,
    [services],
  );
  const load = useCallback(
    (conversationId: string) => {
      void loader.load(conversations.of(conversationId));
    },
    [loader, conversations],
  );
  const markSeen = useCallback(
    (conversationId: string) => {
      list.patch(conversationId, { attention: 'none' });
      api.patchConversation(conversationId, { seen: true }).catch(() => {
        // Not worth a word: the server's next list says that it was not seen, and it comes back.
      });
    },
    [list, api],
  );
  return (
    <Board
      services={services}
      liveOf={useCallback((id: string) => conversations.of(id).live, [conversations])}
      renderAnswer={renderAnswer}
      pathOf={conversationPath}
      onOpen={chat.selectConversation}
      onStop={chat.cancelStreaming}
      onStopAll={() => {
        stopAll(services, chat);
      }}
      isPaused={settings.pauseNew === true}
      onPause={(pauseNew) => {
        void changeSettings(services, { pauseNew });
      }}
      onMoveToFront={useCallback(
        (id: string) => {
          moveToFront(services, id);
        },
        [services],
      )}
      onUnlisted={load}
      onSeen={markSeen}
      onNew={chat.newConversation}
    />
  );
}
