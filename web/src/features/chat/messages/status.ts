import type { Part } from '../../../protocol/parts';
import type { StopCause } from '../../../protocol/chunks';
import { lineWords } from '../../../shared/conversations/lineWords';
import { counted } from '../../../shared/words';
import type { Message, MessageStatus, StreamingPhase } from '../types';

/** The one word of a message's state, for tests and for style sheets. */
export function statusWord(status: MessageStatus): string {
  return status.type === 'incomplete' ? status.reason : status.type;
}

/** What stands where the text will be, or below it, while an answer is on its way; undefined when text says enough. */
export function phaseText(phase: StreamingPhase, model: string | null): string | undefined {
  switch (phase.type) {
    case 'connecting':
      return 'Connecting…';
    case 'queued':
      return lineWords(phase.place, model);
    case 'running':
      return undefined;
    case 'retrying': {
      const { attempt, of, delayMillis, reason } = phase.retry;
      return `${reason} Trying again in ${Math.ceil(delayMillis / 1000)} s (${attempt} of ${of}).`;
    }
    case 'awaiting-input':
      return 'Waiting for your answer';
    case 'stopping':
      return 'Stopping…';
  }
}

export function textOf(parts: readonly Part[]): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n')
    .trim();
}

const CAUSES: Readonly<Record<StopCause, string>> = {
  PERSON: 'You stopped it.',
  LEFT_PAGE: 'You left the page.',
  CONVERSATION_DELETED: 'The conversation was deleted.',
  DEADLINE: 'Nobody was watching it for a long time.',
  SHUTDOWN: 'The server was shut down.',
};

/** How an answer ended that is not whole. */
export interface EndWords {
  readonly text: string;
  /** Why, where the text does not say it. */
  readonly cause?: string;
}

/** Why an answer is not whole, and how much of it is there; undefined for one that is whole. */
export function endWords({ status, parts }: Message): EndWords | undefined {
  if (status.type === 'complete') {
    return status.finishReason === 'length'
      ? { text: 'The answer ends here because it reached the length limit.' }
      : undefined;
  }
  if (status.type !== 'incomplete') return undefined;
  switch (status.reason) {
    case 'stopped':
      return {
        text: `Stopped · ${keptText(parts)}.`,
        ...(status.cause === null ? {} : { cause: CAUSES[status.cause] }),
      };
    case 'failed':
      return { text: status.detail, ...(keptLength(parts) === 0 ? {} : { cause: `${keptText(parts)}.` }) };
    case 'interrupted':
      return { text: `Interrupted · ${keptText(parts)}.`, cause: 'The server went away while it answered.' };
  }
}

function keptText(parts: readonly Part[]): string {
  const length = keptLength(parts);
  return length === 0 ? 'nothing was written yet' : `${counted(length, 'character')} kept`;
}

/** As the server counts what it has stored: every character of the answer's text. */
function keptLength(parts: readonly Part[]): number {
  return parts.reduce((length, part) => (part.type === 'text' ? length + part.text.length : length), 0);
}
