import type { FollowUps, WaitingFollowUps } from '../../protocol/followUps';
import { ProblemError, UnreachableError } from '../../protocol/problem';
import type { FollowUpCalls } from '../../shared/api/followUpCalls';
import { sentenceFor } from '../../shared/notices/sentence';
import { createStore, type ReadableStore } from '../../shared/store';
import { pause, type Timers } from '../../shared/timers';
import { applied, type FollowUpChange } from './followUpChange';

export interface FollowUpServices {
  readonly api: FollowUpCalls;
  readonly timers: Timers;
  /** Told in one sentence of a change that the server did not take. */
  readonly onRefused: (conversationId: string, sentence: string) => void;
}

/**
 * The texts that wait in one conversation. The server owns them; here is its last word, with what the person has
 * changed since drawn over it until the server has answered. A change that it refuses disappears again.
 *
 * Everything that is asked of the server goes one after the other, so that two texts that were added in a moment wait
 * in the order in which they were typed, and the newest answer is always the newest truth. Bound: 50 texts by the
 * server's limit, and the changes that a person makes while one request is on its way.
 */
export class FollowUpQueue {
  readonly #services: FollowUpServices;
  readonly #conversationId: string;
  readonly #shown = createStore<FollowUps>(NONE);
  #stored: FollowUps = NONE;
  #announced: number | null = null;
  #underWay: readonly FollowUpChange[] = [];
  #line: Promise<unknown> = Promise.resolve();

  constructor(services: FollowUpServices, conversationId: string) {
    this.#services = services;
    this.#conversationId = conversationId;
  }

  get state(): ReadableStore<FollowUps> {
    return this.#shown;
  }

  get isInUse(): boolean {
    return this.#shown.hasListeners() || this.#underWay.length > 0;
  }

  /** Shows the change at once. True when the server has taken it; it never rejects. */
  change(change: FollowUpChange): Promise<boolean> {
    this.#underWay = [...this.#underWay, change];
    this.#draw();
    return this.#inLine(async () => {
      const isTaken = await this.#ask(change);
      this.#underWay = this.#underWay.filter((each) => each !== change);
      if (!isTaken) await this.#load();
      this.#draw();
      return isTaken;
    });
  }

  /** What a list says of this queue; where it says nothing, none wait. If that is news, the queue is asked for. */
  announce(waiting: WaitingFollowUps | null): void {
    this.#announced = waiting?.revision ?? null;
    void this.#inLine(async () => {
      const isNews =
        this.#announced === null ? this.#stored.items.length > 0 : this.#announced !== this.#stored.revision;
      if (!isNews) return;
      await this.#load();
      this.#draw();
    });
  }

  #inLine<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#line.then(step);
    this.#line = result;
    return result;
  }

  async #ask(change: FollowUpChange): Promise<boolean> {
    try {
      this.#stored = (await this.#twice(change)) ?? applied(this.#stored, change);
      return true;
    } catch (error) {
      const sentence = refusal(error, change);
      if (sentence !== undefined) this.#services.onRefused(this.#conversationId, sentence);
      return false;
    }
  }

  /** Each of these can be asked again safely, so a line that broke in between troubles nobody. */
  async #twice(change: FollowUpChange): Promise<FollowUps | null> {
    try {
      return await this.#request(change);
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      await pause(this.#services.timers, RETRY_MILLIS);
      return this.#request(change);
    }
  }

  async #request(change: FollowUpChange): Promise<FollowUps | null> {
    const { api } = this.#services;
    const id = this.#conversationId;
    switch (change.type) {
      case 'add':
        return api.addFollowUp(id, { id: change.followUp.id, text: change.followUp.text });
      case 'edit':
        return api.changeFollowUp(id, change.id, { text: change.text });
      case 'move':
        return api.changeFollowUp(id, change.id, { position: change.position });
      case 'remove':
        await api.removeFollowUp(id, change.id);
        return null;
      case 'resume':
        return api.resumeFollowUps(id);
    }
  }

  async #load(): Promise<void> {
    try {
      this.#stored = await this.#services.api.followUps(this.#conversationId);
    } catch (error) {
      // Where the server cannot be asked, what was known stays, and the next word of the list asks again.
      if (error instanceof ProblemError && error.problem.status === 404) this.#stored = NONE;
    }
  }

  #draw(): void {
    this.#shown.set(this.#underWay.reduce(applied, this.#stored));
  }
}

const NONE: FollowUps = { revision: -1, items: [] };
const RETRY_MILLIS = 400;

/** What was sent or removed meanwhile need not be removed or moved any more; but an edit that came too late is told. */
function refusal(error: unknown, { type }: FollowUpChange): string | undefined {
  if (!(error instanceof ProblemError && error.problem.status === 404)) return sentenceFor(error);
  if (type === 'remove' || type === 'move') return undefined;
  return type === 'edit' ? 'This was sent already, so it cannot be changed any more.' : sentenceFor(error);
}
