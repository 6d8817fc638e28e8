import { useEffect, useMemo, type ReactElement } from 'react';
import { ClarificationCard } from '../../features/chat/clarification/ClarificationCard';
import type { Conversation } from '../../features/chat/conversation/conversations';
import type { ConversationState } from '../../features/chat/conversation/conversationState';
import { StreamingMarkdown } from '../../features/chat/messages/markdown/StreamingMarkdown';
import { endWords } from '../../features/chat/messages/status';
import { ToolCallRow } from '../../features/chat/messages/ToolCallRow';
import type { ClarificationAnswer, Message, ToolDecision } from '../../features/chat/types';
import type { Part } from '../../protocol/parts';
import { waitsForPerson } from '../../protocol/waiting';
import { sentenceFor } from '../../shared/notices/sentence';
import { useStore } from '../../shared/store';
import type { AppServices } from '../types';
import { markdownTail } from './markdownTail';

interface PaneAnswerProps {
  readonly services: AppServices;
  readonly conversationId: string;
}

/** The newest answer of a conversation, as the chat would draw it: one that has ended, or that waits for the person. */
export function PaneAnswer({ services, conversationId }: PaneAnswerProps): ReactElement {
  const { conversations, loader, api, notices } = services;
  const conversation = useMemo(() => conversations.of(conversationId), [conversations, conversationId]);
  const state = useStore(conversation.state);
  const message = useNewestAnswer(conversation, state);
  const isThere = message === undefined || !wasDeleted(message);
  useEffect(() => {
    if (isThere) void loader.load(conversation);
  }, [loader, conversation, isThere]);
  if (message === undefined) return <NoAnswer state={state} />;
  const end = endWords(message);
  const complain = (error: unknown): void => {
    notices.show('error', sentenceFor(error), conversationId);
  };
  return (
    <>
      {partsOf(message).map((part, index) => (
        <PanePart
          key={index}
          part={part}
          onAnswer={(id, answer) => {
            api.answerClarification(id, answer).catch(complain);
          }}
          onDecline={(id) => {
            api.declineClarification(id).catch(complain);
          }}
          onDecide={(id, decision) => {
            api.decideToolCall(id, decision).catch(complain);
          }}
        />
      ))}
      {end !== undefined && (
        <p className="mt-2 text-xs text-soft">
          {end.text} {end.cause}
        </p>
      )}
    </>
  );
}

/** The end of its answer is heard a moment before that of the conversation. */
function wasDeleted({ status }: Message): boolean {
  return status.type === 'incomplete' && status.reason === 'stopped' && status.cause === 'CONVERSATION_DELETED';
}

function useNewestAnswer({ live }: Conversation, { shown, messages }: ConversationState): Message | undefined {
  const growing = useStore(live);
  if (growing !== null) return growing;
  // Before the conversation is loaded, what was streamed here is all that is known of it.
  return (shown.length > 0 ? shown : [...messages.values()]).findLast(({ role }) => role === 'assistant');
}

/** While a question waits, there is room for that alone. */
function partsOf({ parts }: Message): readonly Part[] {
  const waiting = parts.filter(waitsForPerson);
  return waiting.length > 0 ? waiting : parts;
}

interface PanePartProps {
  readonly part: Part;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
  readonly onDecide: (approvalId: string, decision: ToolDecision) => void;
}

function PanePart({ part, onAnswer, onDecline, onDecide }: PanePartProps): ReactElement | null {
  switch (part.type) {
    case 'text':
      return part.text === '' ? null : <StreamingMarkdown text={markdownTail(part.text)} isStreaming={false} />;
    case 'data-clarification':
      return <ClarificationCard data={part.data} onAnswer={onAnswer} onDecline={onDecline} />;
    case 'dynamic-tool':
      return part.state === 'approval-requested' ? <ToolCallRow part={part} isLive onDecide={onDecide} /> : null;
    case 'reasoning':
    case 'source-document':
    case 'file':
      return null;
  }
}

function NoAnswer({ state: { load } }: { readonly state: ConversationState }): ReactElement {
  switch (load.type) {
    case 'loading':
      return (
        <div aria-hidden className="space-y-2.5 pt-1">
          {['w-11/12', 'w-4/5', 'w-3/5'].map((width) => (
            <div key={width} className={`skeleton h-3 ${width}`} />
          ))}
        </div>
      );
    case 'failed':
      return <p className="text-soft">{load.detail}</p>;
    case 'new':
    case 'ready':
    case 'missing':
      return <p className="text-faint">There is no answer yet.</p>;
  }
}
