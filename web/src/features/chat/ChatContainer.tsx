import type { ReactElement } from 'react';
import { useStore } from '../../shared/store';
import type { ChatContainerProps, Message } from './types';

export function ChatContainer(props: ChatContainerProps): ReactElement {
  const streaming = useStore(props.streamingMessage);
  return (
    <div role="log" aria-live="off" aria-busy={props.isStreaming}>
      {props.messages.map((message) => (
        <article key={message.id} data-role={message.role} data-status={message.status.type}>
          {textOf(streaming?.id === message.id ? streaming : message)}
        </article>
      ))}
    </div>
  );
}

function textOf(message: Message): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
