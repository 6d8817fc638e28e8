import { FollowUpQueue, type FollowUpServices } from './followUpQueue';

/**
 * The queues of the conversations that this page shows, each for itself. Bound: beyond 30 the longest unused are
 * forgotten, except those that are on screen or wait for the server; of what was added here the last 500 are known.
 */
export class FollowUpQueues {
  readonly #services: FollowUpServices;
  readonly #byConversation = new Map<string, FollowUpQueue>();

  /** The newest that were added on this page. */
  readonly #addedHere = new Set<string>();

  constructor(services: FollowUpServices) {
    this.#services = services;
  }

  of(conversationId: string): FollowUpQueue {
    const queue = this.#byConversation.get(conversationId) ?? new FollowUpQueue(this.#services, conversationId);
    this.#byConversation.delete(conversationId);
    this.#byConversation.set(conversationId, queue);
    for (const [id, each] of this.#byConversation) {
      if (this.#byConversation.size <= MOST_KEPT) break;
      if (each !== queue && !each.isInUse) this.#byConversation.delete(id);
    }
    return queue;
  }

  /** Remembers that this page has added it: leaving the page is then leaving its answer too. */
  noteAdded(id: string): void {
    this.#addedHere.add(id);
    const [oldest] = this.#addedHere;
    if (this.#addedHere.size > MOST_REMEMBERED && oldest !== undefined) this.#addedHere.delete(oldest);
  }

  wasAddedHere(id: string): boolean {
    return this.#addedHere.has(id);
  }
}

const MOST_KEPT = 30;
const MOST_REMEMBERED = 500;
