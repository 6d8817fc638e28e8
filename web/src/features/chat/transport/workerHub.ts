import type { Timers } from '../../../shared/timers';
import type { EventHub } from './eventHub';
import type { FeedMessage } from './feed';
import { TabDelivery } from './tabDelivery';
import type { ToWorker } from './workerProtocol';

/** The side of a `MessagePort` that the hub needs. */
export interface TabPort {
  postMessage: (message: unknown) => void;
  addEventListener: (type: 'message' | 'close', listener: (event: Event) => void) => void;
  start: () => void;
}

/**
 * Serves the tabs that connect to the shared worker. A tab says hello when it begins, or wants the state again, and bye
 * when it goes; a tab that went without a word is noticed by its closed port, where the browser tells that.
 */
export class WorkerHub {
  readonly #makeHub: (url: string) => EventHub;
  readonly #timers: Timers;
  #hub: EventHub | null = null;

  constructor(makeHub: (url: string) => EventHub, timers: Timers) {
    this.#makeHub = makeHub;
    this.#timers = timers;
  }

  connect(port: TabPort): void {
    let leave: (() => void) | null = null;
    const delivery = new TabDelivery(this.#timers, (messages) => {
      port.postMessage(messages);
    });
    const tell = (message: FeedMessage): void => {
      delivery.tell(message);
    };
    const bye = (): void => {
      leave?.();
      leave = null;
      delivery.clear();
    };
    port.addEventListener('message', (event) => {
      // Only our own pages can reach this worker, and they speak `ToWorker`.
      const message = (event as MessageEvent<ToWorker>).data;
      switch (message.type) {
        case 'hello':
          this.#hub ??= this.#makeHub(message.url);
          leave = this.#hub.join(tell);
          return;
        case 'watch':
          if (leave !== null) this.#hub?.watch(tell, new Set(message.conversationIds));
          delivery.draws(message.conversationIds.length > 0);
          return;
        case 'bye':
          bye();
          return;
      }
    });
    port.addEventListener('close', bye);
    port.start();
  }
}
