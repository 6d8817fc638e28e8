import { useMemo, type KeyboardEvent, type ReactElement } from 'react';
import { ComposerFiles } from '../features/chat/attachments/ComposerFiles';
import { addFiles } from '../features/chat/attachments/draftFiles';
import { BesideStop } from '../features/chat/BesideStop';
import { ChatInput } from '../features/chat/ChatInput';
import type { UseChatResult } from '../features/chat/types';
import { FollowUpPanel } from '../features/follow-ups/FollowUpPanel';
import { SendWhenFinished } from '../features/follow-ups/SendWhenFinished';
import { useFollowUps } from '../features/follow-ups/useFollowUps';
import { useStore } from '../shared/store';
import type { AppServices } from './types';
import { withoutWaiting } from './withoutWaiting';

interface InputPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

/** The composer, and above it what waits to be sent after the answer that is being written. */
export function InputPane({ services, chat }: InputPaneProps): ReactElement {
  const { currentConversationId, draft, isStreaming, isStopping, messages } = chat;
  const { followUps, ...commands } = useFollowUps({
    queues: services.followUps,
    makeId: services.makeId,
    timers: services.timers,
    conversationId: currentConversationId,
    waiting: useStore(services.list.state).items.find(({ id }) => id === currentConversationId)?.followUps ?? null,
    draft,
  });
  // One that is a message already was sent in this moment.
  const sent = useMemo(() => new Set(messages.map(({ id }) => id)), [messages]);
  const { files } = chat;
  const composerFiles = useMemo(
    () => ({
      drafts: files,
      add: (added: readonly File[]) => {
        addFiles(services, files, added);
      },
    }),
    [services, files],
  );
  const canWait = isStreaming && !isStopping && currentConversationId !== null;
  return (
    <div
      onKeyDown={(event) => {
        if (canWait && isWaitKey(event)) commands.add();
      }}
    >
      <FollowUpPanel
        key={currentConversationId}
        items={followUps.items.filter(({ id }) => !sent.has(id))}
        paused={followUps.paused ?? null}
        commands={commands}
      />
      <ComposerFiles value={composerFiles}>
        <BesideStop value={canWait ? <SendWhenFinished draft={draft} onAdd={commands.add} /> : null}>
          <ChatInput
            isStreaming={isStreaming}
            isStopping={isStopping}
            draft={draft}
            models={useStore(services.models.state)}
            model={chat.model}
            onSend={withoutWaiting(chat.sendMessage)}
            onCancel={() => {
              chat.cancelStreaming();
            }}
            onModelChange={chat.setModel}
          />
        </BesideStop>
      </ComposerFiles>
    </div>
  );
}

/** Enter alone stays what it was while an answer comes: nothing. */
function isWaitKey({ key, ctrlKey, metaKey, nativeEvent, target }: KeyboardEvent): boolean {
  const isOfComposer = target instanceof HTMLTextAreaElement && target.id === 'message-field';
  return key === 'Enter' && (ctrlKey || metaKey) && !nativeEvent.isComposing && isOfComposer;
}
