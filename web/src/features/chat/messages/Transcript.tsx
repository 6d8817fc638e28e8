import { useMemo, useState, type ReactElement } from 'react';
import { ArrowDownIcon } from '../../../shared/ui/icons';
import { Button } from '../../../shared/ui/Button';
import { ConfirmDialog } from '../../../shared/ui/ConfirmDialog';
import type { ChatContainerProps } from '../types';
import { MessageRow } from './MessageRow';
import type { MessageCommands } from './types';
import { useEarlierMessages } from './useEarlierMessages';
import { useFound } from './useFound';
import { useStickToBottom } from './useStickToBottom';

/** The messages of one conversation; with a key, so that another conversation begins with its own end in view. */
export function Transcript(props: ChatContainerProps): ReactElement {
  const { messages, isStreaming } = props;
  const [deleting, setDeleting] = useState<string | undefined>();
  const commands = useCommands(props, setDeleting);
  const sending = messages.findLast((message) => message.status.type === 'sending')?.id;
  const { scroller, content, isAtBottom, jump, letGo } = useStickToBottom(sending);
  const earlier = useEarlierMessages(messages.length, scroller);
  const { first, showEarlier } = earlier;
  const found = useFound(props.revealedMessageId, props.onRevealed, { messages, earlier, scroller, letGo });
  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} className="h-full overflow-y-auto overscroll-contain" tabIndex={-1}>
        <div
          ref={content}
          role="log"
          aria-live="off"
          aria-label="Messages"
          aria-busy={isStreaming}
          className="mx-auto max-w-(--measure) px-5 pt-8 pb-10 sm:px-6"
        >
          {first > 0 && (
            <div className="mb-8 text-center">
              <Button look="plain" onClick={showEarlier} data-testid="show-earlier">
                Show earlier messages
              </Button>
            </div>
          )}
          {messages.slice(first).map((message, index, shown) => (
            <MessageRow
              key={message.id}
              message={message}
              streamingMessage={props.streamingMessage}
              isLast={index === shown.length - 1}
              isBusy={isStreaming}
              isFound={message.id === found}
              commands={commands}
            />
          ))}
        </div>
      </div>
      {!isAtBottom && <JumpButton isStreaming={isStreaming} onClick={jump} />}
      <ConfirmDialog
        isOpen={deleting !== undefined}
        onOpenChange={() => {
          setDeleting(undefined);
        }}
        title="Delete from here on?"
        description="This message and everything that follows it will be gone for good."
        confirmLabel="Delete"
        onConfirm={() => {
          if (deleting !== undefined) props.onDelete(deleting);
        }}
      />
    </div>
  );
}

function useCommands(props: ChatContainerProps, onAskDelete: (messageId: string) => void): MessageCommands {
  const { onEdit, onRegenerate, onContinue, onSelectVersion, onAnswer, onDecline, onDecide } = props;
  const { onMoveToFront, onLetBegin } = props;
  return useMemo(
    () => ({
      onEdit,
      onRegenerate,
      onContinue,
      onSelectVersion,
      onAnswer,
      onDecline,
      onDecide,
      onMoveToFront,
      onLetBegin,
      onAskDelete,
    }),
    [
      onEdit,
      onRegenerate,
      onContinue,
      onSelectVersion,
      onAnswer,
      onDecline,
      onDecide,
      onMoveToFront,
      onLetBegin,
      onAskDelete,
    ],
  );
}

function JumpButton(props: { readonly isStreaming: boolean; readonly onClick: () => void }): ReactElement {
  return (
    <button
      type="button"
      data-testid="jump-to-latest"
      onClick={props.onClick}
      className="absolute bottom-4 left-1/2 inline-flex h-9 -translate-x-1/2 animate-[appear_140ms_ease-out] items-center gap-1.5 rounded-full border border-line bg-raised px-3.5 text-sm font-medium text-soft shadow-high hover:text-text"
    >
      <ArrowDownIcon size={16} className={props.isStreaming ? 'text-accent' : ''} />
      {props.isStreaming ? 'Follow the answer' : 'Jump to latest'}
    </button>
  );
}
