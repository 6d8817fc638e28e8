import type { ServerEvent } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';
import type { ConnectionListener } from './eventConnection';
import type { FeedListener, FeedMessage } from './feed';
import { LiveGenerations } from './liveGenerations';

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
  readonly #tabs = new Set<FeedListener>();
  #live = new LiveGenerations();
  #status: ConnectionStatus = { type: 'connecting' };
  /** Whether `#live` is what the server says: not before the first snapshot of a connection. */
  #isSynced = false;

  constructor(connect: (listener: ConnectionListener) => Connection) {
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
    this.#tabs.add(tab);
    if (this.#tabs.size === 1) this.#connection.start();
    tab({ type: 'status', status: this.#status });
    if (this.#isSynced) tab({ type: 'snapshot', generations: this.#live.snapshot().generations });
    return () => {
      this.#leave(tab);
    };
  }

  #leave(tab: FeedListener): void {
    if (!this.#tabs.delete(tab) || this.#tabs.size > 0) return;
    this.#connection.stop();
    this.#live = new LiveGenerations();
    this.#isSynced = false;
    this.#status = { type: 'connecting' };
  }

  #take(event: ServerEvent): void {
    switch (event.type) {
      case 'snapshot':
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
    const accepted = batches.map((batch) => this.#live.accept(batch));
    const fresh = accepted.flatMap((acceptance) => (acceptance.type === 'new' ? [acceptance.batch] : []));
    if (fresh.length > 0) this.#tell({ type: 'chunks', batches: fresh });
    if (accepted.some((acceptance) => acceptance.type === 'gap')) {
      this.#isSynced = false;
      throw new Error('Chunks are missing: the connection must begin again with a snapshot.');
    }
  }

  #tell(message: FeedMessage): void {
    for (const tab of [...this.#tabs]) tab(message);
  }
}
