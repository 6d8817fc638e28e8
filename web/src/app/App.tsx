import { useEffect, useMemo, type ReactElement } from 'react';
import { useChat } from '../features/chat/useChat';
import { ConnectionLine } from '../shared/connection/ConnectionLine';
import { NoticeList } from '../shared/notices/NoticeList';
import { useStore } from '../shared/store';
import { Announcer } from './Announcer';
import { AppLayout } from './AppLayout';
import { ChatPane, InputPane } from './ChatPane';
import { SidebarPane } from './SidebarPane';
import type { AppServices } from './types';
import { useConversationRoute } from './useConversationRoute';

export interface AppProps {
  readonly services: AppServices;
}

export function App({ services }: AppProps): ReactElement {
  const { conversationId, navigate } = useConversationRoute();
  const chat = useChat({ services, currentConversationId: conversationId, navigate });
  const connection = useStore(services.connection);
  const dismiss = useMemo(() => services.notices.dismiss.bind(services.notices), [services]);
  const list = useStore(services.list.state);
  const listed = list.items.find((item) => item.id === conversationId)?.title;
  const title = conversationId === null ? null : (listed ?? chat.title ?? 'Conversation');
  useEffect(() => {
    document.title = title === null ? 'Polylogue' : `${title} · Polylogue`;
  }, [title]);
  return (
    <AppLayout
      title={title}
      sidebar={(close) => <SidebarPane services={services} chat={chat} onLeave={close} />}
      banner={<ConnectionLine connection={connection} />}
      chat={<ChatPane chat={chat} />}
      input={chat.load.type === 'missing' ? null : <InputPane services={services} chat={chat} />}
      onNew={chat.newConversation}
    >
      <NoticeList notices={useStore(services.notices.state)} onDismiss={dismiss} />
      <Announcer activity={services.activity} currentConversationId={chat.currentConversationId} />
    </AppLayout>
  );
}
