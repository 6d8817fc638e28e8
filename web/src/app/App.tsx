import { lazy, useCallback, useMemo, useState, type ReactElement } from 'react';
import { useChat } from '../features/chat/useChat';
import { Search } from '../features/search/search';
import { SearchPalette } from '../features/search/SearchPalette';
import type { Attention, ConversationSummary } from '../protocol/api';
import { ConnectionLine } from '../shared/connection/ConnectionLine';
import { NoticeList } from '../shared/notices/NoticeList';
import { useStore } from '../shared/store';
import { LazyPart } from '../shared/ui/LazyPart';
import { Announcer } from './Announcer';
import { AppLayout } from './AppLayout';
import { ChatPane } from './ChatPane';
import { InputPane } from './InputPane';
import { OptionsPane } from './OptionsPane';
import { SettingsPane } from './SettingsPane';
import { SidebarPane } from './SidebarPane';
import type { AppServices } from './types';
import { useConversationRoute } from './useConversationRoute';
import { useInSight } from './useInSight';
import { useSearchKey } from './useSearchKey';
import { usePageSigns } from './usePageSigns';

/** Fetched when it is first opened: the page itself starts without it. */
const BoardPage = lazy(async () => ({ default: (await import('./board/BoardPage')).BoardPage }));

export interface AppProps {
  readonly services: AppServices;
}

export function App({ services }: AppProps): ReactElement {
  const { conversationId, isBoard, navigate, openBoard } = useConversationRoute();
  const chat = useChat({ services, currentConversationId: conversationId, navigate });
  const connection = useStore(services.connection);
  const dismiss = useMemo(() => services.notices.dismiss.bind(services.notices), [services]);
  const list = useStore(services.list.state);
  const isChat = !isBoard && chat.load.type !== 'missing';
  const title = isBoard ? 'Board' : titleOf(list.items, conversationId, chat.title);
  usePageSigns(title, services.liveAttention);
  useInSight(services.inSight, conversationId);
  const [isSearching, setIsSearching] = useState(false);
  const search = useMemo(() => new Search(services), [services]);
  const beginSearch = useCallback(() => {
    setIsSearching(true);
  }, []);
  useSearchKey(beginSearch);
  return (
    <AppLayout
      title={title}
      waitingCount={waitingFor(list.items, conversationId)}
      sidebar={(close) => (
        <SidebarPane
          services={services}
          chat={chat}
          isBoard={isBoard}
          onOpenBoard={openBoard}
          onLeave={close}
          onSearch={beginSearch}
        />
      )}
      banner={<ConnectionLine connection={connection} />}
      chat={
        isBoard ? (
          <LazyPart>
            <BoardPage services={services} chat={chat} />
          </LazyPart>
        ) : (
          <ChatPane services={services} chat={chat} />
        )
      }
      actions={isChat ? <OptionsPane services={services} chat={chat} /> : null}
      input={isChat ? <InputPane services={services} chat={chat} /> : null}
      onNew={chat.newConversation}
    >
      <SearchPalette
        search={search}
        isOpen={isSearching}
        onOpenChange={setIsSearching}
        onChoose={({ conversationId: found, messageId }) => {
          if (messageId === undefined) chat.selectConversation(found);
          else chat.revealMessage(found, messageId);
        }}
      />
      <SettingsPane services={services} />
      <NoticeList notices={useStore(services.notices.state)} onDismiss={dismiss} />
      <Announcer activity={services.activity} currentConversationId={chat.currentConversationId} />
    </AppLayout>
  );
}

/** What the conversation is called, by the list or else by itself. */
function titleOf(
  items: readonly ConversationSummary[],
  conversationId: string | null,
  loaded: string | null,
): string | null {
  if (conversationId === null) return null;
  return items.find(({ id }) => id === conversationId)?.title ?? loaded ?? 'Conversation';
}

/** How many other conversations want to be looked at. */
function waitingFor(items: readonly ConversationSummary[], conversationId: string | null): number {
  return items.filter(({ id, attention }) => id !== conversationId && WANTS_A_LOOK.has(attention)).length;
}

const WANTS_A_LOOK: ReadonlySet<Attention> = new Set<Attention>(['waiting', 'finished', 'failed', 'interrupted']);
