import type { ReactElement } from 'react';
import { ChatContainer } from '../features/chat/ChatContainer';
import type { UseChatResult } from '../features/chat/types';
import { withoutWaiting } from './withoutWaiting';

export function ChatPane({ chat }: { readonly chat: UseChatResult }): ReactElement {
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
      onReload={chat.reloadConversation}
      onSuggest={withoutWaiting(chat.sendMessage)}
    />
  );
}
