import type { Attention } from '../../../protocol/api';
import type { ConversationActivity } from '../../../shared/conversations/types';
import type { Message, MessageStatus, StreamingPhase, StreamingState } from '../types';

/** What a list shows of a conversation that streams. */
export function activityOf({ currentMessage, abortController }: StreamingState): ConversationActivity {
  const phase = currentMessage === null ? null : phaseOf(currentMessage.status);
  return {
    attention: attentionIn(phase),
    isStopping: abortController.signal.aborted || phase?.type === 'stopping',
    place: phase?.type === 'queued' ? phase.place : null,
    excerpt: currentMessage === null ? '' : excerptOf(currentMessage),
  };
}

function phaseOf(status: MessageStatus): StreamingPhase | null {
  return status.type === 'streaming' ? status.phase : null;
}

function attentionIn(phase: StreamingPhase | null): Attention {
  if (phase?.type === 'queued') return 'queued';
  return phase?.type === 'awaiting-input' ? 'waiting' : 'streaming';
}

/** What an ended answer asks of the person who has not looked at it yet. */
export function attentionAfter(status: MessageStatus): Attention {
  switch (status.type) {
    case 'complete':
      return 'finished';
    case 'incomplete':
      return status.reason;
    case 'sending':
    case 'streaming':
      return 'none';
  }
}

function excerptOf(message: Message): string {
  const last = message.parts.findLast((part) => part.type === 'text' || part.type === 'reasoning');
  // As it is: this is done for all that stream, and the few that are drawn make words of it.
  return last?.text.slice(-TAIL_CHARACTERS) ?? '';
}

const TAIL_CHARACTERS = 120;
