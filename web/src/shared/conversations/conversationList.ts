import type { ConversationPage, ConversationSummary } from '../../protocol/api';
import type { ConversationChange } from '../../protocol/events';
import { createStore, type ReadableStore } from '../store';
import type { ConversationListState } from './types';

export interface ConversationPages {
  conversations: (after?: string) => Promise<ConversationPage>;
}

/**
 * The list of conversations: pages from the server, kept current by its events and by what this page does itself.
 *
 * What is deleted stays deleted: a late event or an answer from before does not bring it back. Bounds: the pages that
 * were asked for, and the ids of the last 500 deleted conversations.
 */
export class ConversationList {
  readonly #pages: ConversationPages;
  readonly #store = createStore<ConversationListState>({ load: { type: 'loading' }, items: [], hasMore: false });
  #byId = new Map<string, ConversationSummary>();
  /** Made on this page and not yet known to the server, so an answer of the server cannot name them. */
  readonly #unsent = new Set<string>();
  readonly #deleted = new Set<string>();
  /** What changed while a reload was on its way: it is newer than the answer. */
  #changedMeanwhile = new Map<string, ConversationSummary>();
  #next: string | null = null;
  #reloading: Promise<void> | null = null;
  #isWishedAgain = false;

  constructor(pages: ConversationPages) {
    this.#pages = pages;
  }

  get state(): ReadableStore<ConversationListState> {
    return this.#store;
  }

  get(id: string): ConversationSummary | undefined {
    return this.#byId.get(id);
  }

  isDeleted(id: string): boolean {
    return this.#deleted.has(id);
  }

  /** Asks again for as many pages as are shown. It never rejects: a failure is the list's state. */
  reload(): Promise<void> {
    this.#isWishedAgain = this.#reloading !== null;
    this.#reloading ??= this.#reloadAll().finally(() => {
      this.#reloading = null;
      if (this.#isWishedAgain) void this.reload();
    });
    return this.#reloading;
  }

  async loadMore(): Promise<void> {
    const after = this.#next;
    if (after === null) return;
    this.#next = null;
    try {
      const page = await this.#pages.conversations(after);
      for (const item of page.items) this.#put(item);
      this.#next = page.next ?? null;
    } catch {
      // The list stays as it is; reaching its end again asks again.
      this.#next = after;
    }
    this.#publish();
  }

  accept({ change, id, summary }: ConversationChange): void {
    if (change === 'deleted') this.remove(id);
    else if (summary !== undefined) this.put(summary);
  }

  put(summary: ConversationSummary): void {
    this.#unsent.delete(summary.id);
    this.#put(summary);
    this.#publish();
  }

  putUnsent(summary: ConversationSummary): void {
    this.#unsent.add(summary.id);
    this.#put(summary);
    this.#publish();
  }

  /** The server did not take it. */
  forgetUnsent(id: string): void {
    if (this.#unsent.delete(id)) this.#byId.delete(id);
    this.#publish();
  }

  /** Changes what is shown, ahead of the server's word. */
  patch(id: string, change: Partial<ConversationSummary>): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#put({ ...known, ...change });
    this.#publish();
  }

  remove(id: string): void {
    this.#deleted.add(id);
    const [oldest] = this.#deleted;
    if (this.#deleted.size > MOST_DELETED && oldest !== undefined) this.#deleted.delete(oldest);
    this.#unsent.delete(id);
    this.#byId.delete(id);
    this.#publish();
  }

  /** Takes a removal back: the server did not do it. */
  restore(summary: ConversationSummary): void {
    this.#deleted.delete(summary.id);
    this.put(summary);
  }

  async #reloadAll(): Promise<void> {
    this.#changedMeanwhile = new Map();
    try {
      const { items, next } = await this.#firstPages(this.#byId.size);
      const unsent = [...this.#byId.values()].filter((item) => this.#unsent.has(item.id));
      this.#byId = new Map([...items, ...unsent, ...this.#changedMeanwhile.values()].map((item) => [item.id, item]));
      for (const id of this.#deleted) this.#byId.delete(id);
      this.#next = next;
      this.#publish({ load: { type: 'ready' } });
    } catch (error) {
      if (this.#store.get().load.type === 'ready') return;
      const detail = error instanceof Error ? error.message : 'The conversations cannot be read.';
      this.#publish({ load: { type: 'failed', detail } });
    }
  }

  async #firstPages(atLeast: number): Promise<{ items: readonly ConversationSummary[]; next: string | null }> {
    const items: ConversationSummary[] = [];
    let next: string | null = null;
    do {
      const page: ConversationPage = await this.#pages.conversations(next ?? undefined);
      items.push(...page.items);
      next = page.next ?? null;
    } while (next !== null && items.length < atLeast);
    return { items, next };
  }

  #put(summary: ConversationSummary): void {
    if (this.#deleted.has(summary.id)) return;
    if (summary.archived) this.#byId.delete(summary.id);
    else this.#byId.set(summary.id, summary);
    if (this.#reloading !== null) this.#changedMeanwhile.set(summary.id, summary);
  }

  #publish(change: Partial<ConversationListState> = {}): void {
    const items = [...this.#byId.values()].sort(inOrder);
    this.#store.update((state) => ({ ...state, ...change, items, hasMore: this.#next !== null }));
  }
}

const MOST_DELETED = 500;

function inOrder(one: ConversationSummary, other: ConversationSummary): number {
  if (one.pinned !== other.pinned) return one.pinned ? -1 : 1;
  return Date.parse(other.updatedAt) - Date.parse(one.updatedAt);
}
