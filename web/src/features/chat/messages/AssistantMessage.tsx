import type { ReactElement } from 'react';
import type { Part } from '../../../protocol/parts';
import { ClarificationCard } from '../clarification/ClarificationCard';
import type { ShownMessage } from '../types';
import { StreamingMarkdown } from './markdown/StreamingMarkdown';
import { MessageActions } from './MessageActions';
import { MessageEnd } from './MessageEnd';
import { Progress } from './Progress';
import { Reasoning } from './Reasoning';
import { Sources } from './Sources';
import { ToolCallRow } from './ToolCallRow';
import type { MessageCommands } from './types';

interface AssistantMessageProps {
  readonly message: ShownMessage;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
}

export function AssistantMessage({ message, isBusy, commands }: AssistantMessageProps): ReactElement {
  const isStreaming = message.status.type === 'streaming';
  const sources = message.parts.filter((part) => part.type === 'source-document');
  return (
    <>
      <h3 className="visually-hidden">Answer</h3>
      {message.parts.map((part, index) =>
        isShownAsQuestion(part, message.parts) ? null : (
          <PartView
            key={keyOf(part)}
            part={part}
            isLive={isStreaming && index === message.parts.length - 1}
            commands={commands}
          />
        ),
      )}
      <Progress message={message} commands={commands} />
      <Sources sources={sources} />
      <MessageEnd message={message} isBusy={isBusy} commands={commands} />
      {!isStreaming && <MessageActions message={message} isBusy={isBusy} commands={commands} />}
    </>
  );
}

/** A tool call that asks the person says nothing that its question does not. */
function isShownAsQuestion(part: Part, parts: readonly Part[]): boolean {
  return (
    part.type === 'dynamic-tool' &&
    parts.some(
      (other) =>
        other.type === 'data-clarification' &&
        other.data.kind === 'question' &&
        other.data.toolCallId === part.toolCallId,
    )
  );
}

function keyOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'data-clarification':
      return `${part.type}-${part.id}`;
    case 'dynamic-tool':
      return `tool-${part.toolCallId}`;
    case 'source-document':
      return `source-${part.sourceId}`;
    case 'file':
      return part.url;
  }
}

interface PartViewProps {
  readonly part: Part;
  readonly isLive: boolean;
  readonly commands: MessageCommands;
}

function PartView({ part, isLive, commands }: PartViewProps): ReactElement | null {
  switch (part.type) {
    case 'text':
      return part.text === '' ? null : <StreamingMarkdown text={part.text} isStreaming={isLive} />;
    case 'reasoning':
      return part.text === '' ? null : <Reasoning text={part.text} isLive={isLive} />;
    case 'dynamic-tool':
      return <ToolCallRow part={part} isLive={isLive} onDecide={commands.onDecide} />;
    case 'data-clarification':
      return <ClarificationCard data={part.data} onAnswer={commands.onAnswer} onDecline={commands.onDecline} />;
    case 'source-document':
    case 'file':
      return null;
  }
}
