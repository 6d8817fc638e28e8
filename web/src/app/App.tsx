import type { ReactElement } from 'react';
import { ChatContainer } from '../features/chat/ChatContainer';
import { ChatInput } from '../features/chat/ChatInput';
import { useChat } from '../features/chat/useChat';
import { Sidebar } from '../features/sidebar/Sidebar';
import { useStore } from '../shared/store';
import type { AppServices } from './types';
import { useConversationRoute } from './useConversationRoute';

export interface AppProps {
  readonly services: AppServices;
}

export function App({ services }: AppProps): ReactElement {
  const { conversationId, navigate } = useConversationRoute();
  const chat = useChat({ services, currentConversationId: conversationId, navigate });
  return (
    <>
      <Sidebar
        list={useStore(services.list.state)}
        activity={services.activity}
        currentConversationId={chat.currentConversationId}
        connection={useStore(services.connection)}
        onNew={chat.newConversation}
        onSelect={chat.selectConversation}
        onRename={(id, title) => void chat.renameConversation(id, title)}
        onDelete={(id) => void chat.deleteConversation(id)}
        onPin={(id, pinned) => void chat.pinConversation(id, pinned)}
        onStop={chat.cancelStreaming}
        onLoadMore={() => void services.list.loadMore()}
      />
      <main>
        <ChatContainer
          load={chat.load}
          messages={chat.messages}
          streamingMessage={chat.streamingMessage}
          isStreaming={chat.isStreaming}
          isStopping={chat.isStopping}
          clarification={chat.clarification}
          onEdit={(id, text) => void chat.editMessage(id, text)}
          onRegenerate={(id, model) => void chat.regenerateMessage(id, model)}
          onContinue={(id) => void chat.continueMessage(id)}
          onDelete={(id) => void chat.deleteMessage(id)}
          onSelectVersion={(id) => void chat.selectVersion(id)}
          onAnswer={(id, answer) => void chat.answerClarification(id, answer)}
          onDecline={(id) => void chat.declineClarification(id)}
          onReload={chat.reloadConversation}
          onSuggest={(text) => void chat.sendMessage(text)}
        />
        <ChatInput
          isStreaming={chat.isStreaming}
          isStopping={chat.isStopping}
          draft={chat.draft}
          models={useStore(services.models.state)}
          model={chat.model}
          onSend={(text) => void chat.sendMessage(text)}
          onCancel={() => {
            chat.cancelStreaming();
          }}
          onModelChange={chat.setModel}
        />
      </main>
    </>
  );
}
