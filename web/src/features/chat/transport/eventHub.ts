import type { ChunkBatch, ServerEvent } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';
import type { Timers } from '../../../shared/timers';
import type { ConnectionListener } from './eventConnection';
import type { FeedBatch, FeedListener, FeedMessage } from './feed';
import { LiveGenerations } from './liveGenerations';
import { isText, Outbox } from './outbox';

export interface Connection {
  start: () => void;
  stop: () => void;
}

/**
 * Shares one event connection among any number of tabs. It folds the live generations itself, so that a tab that joins
 * later gets a snapshot at once, without a word to the server. The connection lives as long as somebody listens.
 */
export class EventHub {
  readonly #connection: Connection;
  /** Each with the conversations that it draws; null where it did not say. */
  readonly #tabs = new Map<FeedListener, ReadonlySet<string> | null>();
  readonly #outbox: Outbox;
  #live = new LiveGenerations();
  #status: ConnectionStatus = { type: 'connecting' };
  /** Whether `#live` is what the server says: not before the first snapshot of a connection. */
  #isSynced = false;

  constructor(connect: (listener: ConnectionListener) => Connection, timers: Timers) {
    this.#outbox = new Outbox(timers, (batches) => {
      this.#accept(batches);
    });
    this.#connection = connect({
      onStatus: (status) => {
        this.#status = status;
        this.#tell({ type: 'status', status });
      },
      onEvent: (event) => {
        this.#take(event);
      },
    });
  }

  /** Adds a tab and gives it the state; the same tab again gets the state again. The result takes it away. */
  join(tab: FeedListener): () => void {
    // What is told of late must not be told again behind the snapshot that has it.
    this.#outbox.deliverAll();
    this.watch(tab, null);
    if (this.#tabs.size === 1) this.#connection.start();
    tab({ type: 'status', status: this.#status });
    if (this.#isSynced) tab({ type: 'snapshot', generations: this.#live.snapshot().generations });
    return () => {
      this.#leave(tab);
    };
  }

  /** Names the conversations that a tab draws; null: any. The text of the others comes in larger pieces. */
  watch(tab: FeedListener, conversationIds: ReadonlySet<string> | null): void {
    this.#tabs.set(tab, conversationIds);
    this.#watchAll();
  }

  #watchAll(): void {
    const all = new Set<string>();
    for (const ids of this.#tabs.values()) {
      if (ids === null) {
        this.#outbox.watch(null);
        return;
      }
      for (const id of ids) all.add(id);
    }
    this.#outbox.watch(all);
  }

  #leave(tab: FeedListener): void {
    if (!this.#tabs.delete(tab)) return;
    if (this.#tabs.size > 0) {
      this.#watchAll();
      return;
    }
    this.#connection.stop();
    this.#outbox.clear();
    this.#live = new LiveGenerations();
    this.#isSynced = false;
    this.#status = { type: 'connecting' };
  }

  #take(event: ServerEvent): void {
    switch (event.type) {
      case 'snapshot':
        this.#outbox.clear();
        this.#live.reset(event.snapshot);
        this.#isSynced = true;
        this.#tell({ type: 'snapshot', generations: event.snapshot.generations });
        return;
      case 'chunks':
        this.#takeChunks(event);
        return;
      case 'conversation':
        this.#tell({ type: 'conversation', change: event.change });
        return;
      case 'reconnect':
        return;
    }
  }

  #takeChunks({ batches }: Extract<ServerEvent, { type: 'chunks' }>): void {
    const others = batches.filter((batch) => !this.#hold(batch));
    if (this.#accept(others.flatMap((batch) => [...this.#outbox.take(batch.generationId), batch]))) return;
    this.#isSynced = false;
    throw new Error('Chunks are missing: the connection must begin again with a snapshot.');
  }

  /** Whether it is nothing but more text of what is known: that can wait a moment. */
  #hold(batch: ChunkBatch): boolean {
    const { generationId, offset, chunks } = batch;
    const expected = this.#outbox.nextOffset(generationId) ?? this.#live.get(generationId)?.offset;
    if (offset !== expected || !chunks.every(isText)) return false;
    this.#outbox.hold(batch, chunks);
    return true;
  }

  /** Hands on what is new; false where chunks are missing. */
  #accept(batches: readonly FeedBatch[]): boolean {
    const accepted = batches.map((batch) => this.#live.accept(batch));
    const fresh = accepted.flatMap((acceptance) => (acceptance.type === 'new' ? [acceptance.batch] : []));
    if (fresh.length > 0) this.#tell({ type: 'chunks', batches: fresh });
    return !accepted.some((acceptance) => acceptance.type === 'gap');
  }

  #tell(message: FeedMessage): void {
    for (const tab of [...this.#tabs.keys()]) tab(message);
  }
}
