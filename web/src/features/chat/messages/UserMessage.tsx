import { useState, type ReactElement } from 'react';
import type { ShownMessage } from '../types';
import { MessageFiles } from '../attachments/MessageFiles';
import { EditMessage } from './EditMessage';
import { MessageActions } from './MessageActions';
import { textOf } from './status';
import type { MessageCommands } from './types';

interface UserMessageProps {
  readonly message: ShownMessage;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
}

export function UserMessage({ message, isBusy, commands }: UserMessageProps): ReactElement {
  const [isEditing, setIsEditing] = useState(false);
  const text = textOf(message.parts);
  if (isEditing) {
    return (
      <EditMessage
        text={text}
        mayBeBlank={message.parts.some((part) => part.type === 'file')}
        isBusy={isBusy}
        onCancel={() => {
          setIsEditing(false);
        }}
        onSave={(edited) => {
          setIsEditing(false);
          commands.onEdit(message.id, edited);
        }}
      />
    );
  }
  return (
    <div className="flex flex-col items-end">
      <h3 className="visually-hidden">You</h3>
      <MessageFiles parts={message.parts} />
      {text !== '' && (
        <div
          data-testid="message-text"
          dir="auto"
          className={`max-w-[min(100%,36rem)] rounded-2xl rounded-br-md bg-bubble px-4 py-2.5 leading-relaxed wrap-anywhere whitespace-pre-wrap ${message.status.type === 'sending' ? 'opacity-65' : ''}`}
        >
          {text}
        </div>
      )}
      <MessageActions
        message={message}
        isBusy={isBusy}
        commands={commands}
        onStartEdit={() => {
          setIsEditing(true);
        }}
      />
    </div>
  );
}
