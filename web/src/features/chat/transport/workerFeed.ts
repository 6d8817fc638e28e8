import type { EventFeed, FeedListener } from './feed';
import type { FromWorker, ToWorker } from './workerProtocol';

/** The feed of a tab whose browser holds the connection in a shared worker. */
export function workerFeed(worker: SharedWorker, url: string): EventFeed {
  const { port } = worker;
  const say = (message: ToWorker): void => {
    port.postMessage(message);
  };
  let listener: FeedListener | null = null;
  let watched: readonly string[] = [];
  const hello = (): void => {
    say({ type: 'hello', url });
    say({ type: 'watch', conversationIds: watched });
  };
  port.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    for (const message of event.data) listener?.(message);
  });
  return {
    open: (tab) => {
      listener = tab;
      port.start();
      hello();
    },
    resync: hello,
    watch: (conversationIds) => {
      watched = conversationIds;
      if (listener !== null) say({ type: 'watch', conversationIds });
    },
    leave: () => {
      listener = null;
      say({ type: 'bye' });
    },
  };
}
