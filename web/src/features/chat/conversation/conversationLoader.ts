import type { ConversationDetail } from '../../../protocol/api';
import { ProblemError } from '../../../protocol/problem';
import type { Api } from '../../../shared/api/api';
import type { ConversationLoad } from '../types';
import { withDetail } from './conversationState';
import type { Conversation } from './conversations';

/**
 * Asks the server for a conversation and puts the answer beside what this page knows better.
 *
 * An answer that was on its way while this page changed the conversation is out of date and is asked for again; many
 * wishes at once become one question, and one more after it.
 */
export class ConversationLoader {
  readonly #api: Api;
  readonly #onDetail: (detail: ConversationDetail) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #wishedAgain = new Set<string>();

  constructor(api: Api, onDetail: (detail: ConversationDetail) => void) {
    this.#api = api;
    this.#onDetail = onDetail;
  }

  load(conversation: Conversation): Promise<void> {
    const { id } = conversation;
    const underWay = this.#underWay.get(id);
    if (underWay !== undefined) {
      this.#wishedAgain.add(id);
      return underWay;
    }
    if (conversation.isUnsent) return Promise.resolve();
    const loading = this.#loadUntilCurrent(conversation).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, loading);
    return loading;
  }

  async #loadUntilCurrent(conversation: Conversation): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.#wishedAgain.delete(conversation.id);
      const isCurrent = await this.#loadOnce(conversation, tries >= MOST_TRIES);
      if (tries >= MOST_TRIES || (isCurrent && !this.#wishedAgain.has(conversation.id))) return;
    }
  }

  /** Whether the answer still held when it came. */
  async #loadOnce(conversation: Conversation, isLast: boolean): Promise<boolean> {
    const { revision } = conversation;
    const isStale = (): boolean => conversation.revision !== revision && !isLast;
    try {
      const detail = await this.#api.conversation(conversation.id);
      if (isStale()) return false;
      conversation.state.update((state) => withDetail(state, detail));
      this.#onDetail(detail);
    } catch (error) {
      if (isStale()) return false;
      const load = failure(error);
      // A conversation that is on screen stays there when the server cannot be asked; only "not found" takes it away.
      conversation.state.update((state) =>
        load.type === 'missing' || state.load.type !== 'ready' ? { ...state, load } : state,
      );
    }
    return true;
  }
}

const MOST_TRIES = 4;

function failure(error: unknown): ConversationLoad {
  if (error instanceof ProblemError && error.problem.status === 404) return { type: 'missing' };
  return { type: 'failed', detail: error instanceof Error ? error.message : 'The conversation cannot be read.' };
}
