import type { ReactElement } from 'react';
import { ChatContainer } from '../features/chat/ChatContainer';
import type { UseChatResult } from '../features/chat/types';
import { useStore } from '../shared/store';
import { changeSettings } from './changeSettings';
import { moveToFront } from './moveToFront';
import { openSettings } from './SettingsPane';
import type { AppServices } from './types';
import { withoutWaiting } from './withoutWaiting';

/** The provider that is always there. */
const GUIDE = 'polylogue';

function openModels(): void {
  openSettings('Models');
}

interface ChatPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

export function ChatPane({ services, chat }: ChatPaneProps): ReactElement {
  const models = useStore(services.models.state);
  const hasOnlyTheGuide = models.length > 0 && models.every((model) => !model.available || model.provider === GUIDE);
  return (
    <ChatContainer
      load={chat.load}
      messages={chat.messages}
      streamingMessage={chat.streamingMessage}
      isStreaming={chat.isStreaming}
      isStopping={chat.isStopping}
      clarification={chat.clarification}
      revealedMessageId={chat.revealedMessageId}
      onRevealed={chat.endReveal}
      onEdit={withoutWaiting(chat.editMessage)}
      onRegenerate={withoutWaiting(chat.regenerateMessage)}
      onContinue={withoutWaiting(chat.continueMessage)}
      onDelete={withoutWaiting(chat.deleteMessage)}
      onSelectVersion={withoutWaiting(chat.selectVersion)}
      onAnswer={withoutWaiting(chat.answerClarification)}
      onDecline={withoutWaiting(chat.declineClarification)}
      onDecide={withoutWaiting(chat.decideToolCall)}
      onMoveToFront={() => {
        if (chat.currentConversationId !== null) moveToFront(services, chat.currentConversationId);
      }}
      onLetBegin={() => {
        void changeSettings(services, { pauseNew: false });
      }}
      onReload={chat.reloadConversation}
      onSuggest={withoutWaiting(chat.sendMessage)}
      onGetModel={hasOnlyTheGuide ? openModels : null}
    />
  );
}
