import type { FeedMessage } from './feed';

/** What a tab says to the worker that holds the connection. */
export type ToWorker =
  | {
      readonly type: 'hello';
      /** The address of the event stream, with the browser's id: a worker cannot read the page's storage. */
      readonly url: string;
    }
  /** The conversations that the tab draws. */
  | { readonly type: 'watch'; readonly conversationIds: readonly string[] }
  | { readonly type: 'bye' };

/** What a tab is told: several messages at once where it is told late. */
export type FromWorker = readonly FeedMessage[];
