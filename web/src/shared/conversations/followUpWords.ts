import type { FollowUpPause, WaitingFollowUps } from '../../protocol/followUps';

/** Why the texts that wait are not sent just now. */
export function pauseText(pause: FollowUpPause): string {
  return pause === 'question' ? 'Waits until you answer the question' : `Paused: the last answer ${ENDS[pause]}`;
}

const ENDS: Readonly<Record<Exclude<FollowUpPause, 'question'>, string>> = {
  failed: 'failed',
  stopped: 'was stopped',
  interrupted: 'was interrupted',
};

/** What a row of the list says of them. */
export function waitingText({ count, paused }: WaitingFollowUps): string {
  const wait = count === 1 ? '1 follow-up waits' : `${count} follow-ups wait`;
  return paused === undefined ? wait : `${wait}. ${pauseText(paused)}`;
}
