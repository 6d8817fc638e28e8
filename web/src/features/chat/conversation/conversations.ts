import { createStore, type Store } from '../../../shared/store';
import type { DraftFile, DraftFiles } from '../attachments/draftFiles';
import type { Message } from '../types';
import { UNLOADED, type ConversationState } from './conversationState';

/** What this page holds of one conversation. Streaming text lives in `live` alone, never in an array of messages. */
export interface Conversation {
  readonly id: string;
  readonly state: Store<ConversationState>;
  /** The answer that is growing, whole, as of the last frame; null when none is. */
  readonly live: Store<Message | null>;
  readonly draft: Store<string>;
  /** What is to go with the next message. */
  readonly files: DraftFiles;
  /** Counts the changes that this page made: an answer of the server from before a change is out of date. */
  revision: number;
  /** Made here and not yet known to the server: asking for it would only give "not found". */
  isUnsent: boolean;
}

/**
 * The conversations that this page has opened or streams, each for itself.
 *
 * Bound: those that are on screen, stream, or hold an unsent draft, and of all others the 60 that were asked for last.
 */
export class Conversations {
  readonly #byId = new Map<string, Conversation>();
  /** The ids of those whose growing answer is on the screen. */
  readonly drawn = createStore<ReadonlySet<string>>(new Set());

  /** The same one each time, at least as long as it is in use. */
  of(id: string): Conversation {
    const known = this.#byId.get(id);
    if (known !== undefined) {
      this.#byId.delete(id);
      this.#byId.set(id, known);
      return known;
    }
    const conversation = newConversation(id, (isDrawn) => {
      this.#note(id, isDrawn);
    });
    this.#byId.set(id, conversation);
    this.#forgetUnused();
    return conversation;
  }

  all(): readonly Conversation[] {
    return [...this.#byId.values()];
  }

  forget(id: string): void {
    this.#byId.delete(id);
  }

  #note(id: string, isDrawn: boolean): void {
    this.drawn.update((ids) => {
      const after = new Set(ids);
      if (isDrawn) after.add(id);
      else after.delete(id);
      return after;
    });
  }

  #forgetUnused(): void {
    if (this.#byId.size <= MOST_UNUSED) return;
    const unused = this.all().filter((conversation) => !isInUse(conversation));
    // The newest of them was asked for just now, and is about to be used.
    for (const { id } of unused.slice(0, -MOST_UNUSED)) this.#byId.delete(id);
  }
}

/** Changes the state, and so makes every question that is still on its way out of date. */
export function change(conversation: Conversation, next: (state: ConversationState) => ConversationState): void {
  conversation.revision++;
  conversation.state.update(next);
}

const MOST_UNUSED = 60;
const NO_FILES: readonly DraftFile[] = [];

function newConversation(id: string, onDrawn: (isDrawn: boolean) => void): Conversation {
  return {
    id,
    state: createStore(UNLOADED),
    live: createStore<Message | null>(null, onDrawn),
    draft: createStore(''),
    files: createStore(NO_FILES),
    revision: 0,
    isUnsent: false,
  };
}

function isInUse({ state, live, draft, files }: Conversation): boolean {
  const isUnderWay = [...state.get().messages.values()].some(
    ({ status }) => status.type === 'sending' || status.type === 'streaming',
  );
  return (
    isUnderWay ||
    state.hasListeners() ||
    live.hasListeners() ||
    live.get() !== null ||
    draft.get() !== '' ||
    files.get().length > 0
  );
}
