/** Texts that the server sends by itself when the answer before them is finished: see "Follow-ups" in the protocol. */

/** Why none is sent just now: how the answer before it ended, or that the model asks the person something. */
export type FollowUpPause = 'failed' | 'stopped' | 'interrupted' | 'question';

export interface FollowUp {
  /** Becomes the id of its message. */
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
}

export interface FollowUps {
  /** Another one after every change. */
  readonly revision: number;
  /** First to go first. */
  readonly items: readonly FollowUp[];
  readonly paused?: FollowUpPause | null;
}

/** What a list says of them, while any wait. */
export interface WaitingFollowUps {
  readonly count: number;
  readonly revision: number;
  readonly paused?: FollowUpPause;
}
