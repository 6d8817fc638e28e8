import type { QueueData, StatusData } from '../../../protocol/chunks';
import type { StreamingPhase } from '../types';

/** One for all: most answers are in it for as long as they stream. */
const RUNNING: StreamingPhase = { type: 'running' };

/** What a status chunk makes of the phase. An end state leaves it: the end chunk that follows says more. */
export function phaseAfterStatus(phase: StreamingPhase, { state, retry }: StatusData): StreamingPhase {
  switch (state) {
    case 'queued':
      return phase.type === 'queued' ? phase : { type: 'queued', place: null };
    case 'running':
      return retry === undefined ? RUNNING : { type: 'retrying', retry };
    case 'awaiting-input':
      return { type: 'awaiting-input' };
    case 'stopping':
      return { type: 'stopping' };
    case 'completed':
    case 'stopped':
    case 'failed':
    case 'interrupted':
      return phase;
  }
}

export function phaseAfterQueue(place: QueueData): StreamingPhase {
  return { type: 'queued', place };
}
