import type { FeedMessage } from './feed';

/** What a tab says to the worker that holds the connection. The worker answers with feed messages,
 * several at once where the tab is told late. */
export type ToWorker =
  | {
      readonly type: 'hello';
      /** The address of the event stream, with the browser's id: a worker cannot read the page's storage. */
      readonly url: string;
    }
  /** The conversations that the tab draws. */
  | { readonly type: 'watch'; readonly conversationIds: readonly string[] }
  | { readonly type: 'bye' };

export type FromWorker = readonly FeedMessage[];
