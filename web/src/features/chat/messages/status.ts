import type { Part } from '../../../protocol/parts';
import type { StopCause } from '../../../protocol/chunks';
import { counted, ordinal } from '../../../shared/words';
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
      return queueText(phase.position, model);
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

function queueText(position: number | null, model: string | null): string {
  const place = position === null ? 'Waiting in line' : `${ordinal(position)} in line`;
  return model === null ? place : `${place} for ${modelName(model)}`;
}

/** The part of `provider/model` that a person knows it by. */
export function modelName(model: string): string {
  return model.slice(model.indexOf('/') + 1);
}

export function textOf(parts: readonly Part[]): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n')
    .trim();
}

const CAUSES: Readonly<Record<StopCause, string>> = {
  PERSON: 'Stopped',
  LEFT_PAGE: 'Stopped when the page was left',
  CONVERSATION_DELETED: 'Stopped',
  DEADLINE: 'Stopped at the time limit',
  SHUTDOWN: 'Stopped because the server was shut down',
};

/** Why an answer is not whole, in one sentence; undefined for one that is. */
export function endText(message: Message): string | undefined {
  const { status } = message;
  if (status.type === 'complete') {
    return status.finishReason === 'length' ? 'The answer ends here because it reached the length limit.' : undefined;
  }
  if (status.type !== 'incomplete') return undefined;
  switch (status.reason) {
    case 'stopped':
      return `${CAUSES[status.cause ?? 'PERSON']} · ${keptText(message.parts)}`;
    case 'failed':
      return status.detail;
    case 'interrupted':
      return `Interrupted: the server went away while it answered · ${keptText(message.parts)}`;
  }
}

function keptText(parts: readonly Part[]): string {
  const length = textOf(parts).length;
  return length === 0 ? 'nothing was written yet' : `${counted(length, 'character')} kept`;
}
