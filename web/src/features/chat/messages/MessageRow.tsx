import { memo, type ReactElement } from 'react';
import { useSelected, type ReadableStore } from '../../../shared/store';
import type { Message, ShownMessage } from '../types';
import { AssistantMessage } from './AssistantMessage';
import { statusWord } from './status';
import type { MessageCommands } from './types';
import { UserMessage } from './UserMessage';

interface MessageRowProps {
  readonly message: ShownMessage;
  readonly streamingMessage: ReadableStore<Message | null>;
  readonly isLast: boolean;
  readonly isBusy: boolean;
  /** Whether it was looked for: a sign on it says so, and fades. */
  readonly isFound: boolean;
  readonly commands: MessageCommands;
}

/**
 * One message. Every row listens to the growing message, but only the row that it belongs to is drawn again. It is
 * one component before, during and after the stream, so that nothing on the screen is made anew when a stream ends.
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps): ReactElement {
  const { isLast, isBusy, isFound, commands } = props;
  const message = useGrowing(props.message, props.streamingMessage);
  const View = message.role === 'user' ? UserMessage : AssistantMessage;
  return (
    <article
      data-testid="message"
      data-role={message.role}
      data-status={statusWord(message.status)}
      data-message-id={message.id}
      data-last={isLast}
      data-found={isFound}
      tabIndex={isFound ? -1 : undefined}
      className="message"
      aria-busy={message.status.type === 'streaming'}
    >
      <View message={message} isBusy={isBusy} commands={commands} />
    </article>
  );
});

function useGrowing(message: ShownMessage, growing: ReadableStore<Message | null>): ShownMessage {
  const live = useSelected(growing, (value) => (value?.id === message.id ? value : null));
  return message.status.type === 'streaming' && live !== null ? { ...live, versions: message.versions } : message;
}
