import type { ConversationPatch } from '../../../protocol/api';
import type { Chunk } from '../../../protocol/chunks';

/** What starts a stream of chunks in a conversation. `requestId` makes asking twice safe: it is one request. */
export type ChatRequest =
  | {
      readonly type: 'send';
      readonly conversationId: string;
      readonly requestId: string;
      readonly messageId: string;
      readonly parentId: string | null;
      readonly text: string;
      readonly model: string | null;
      readonly attachments: readonly string[];
      /** What was set in a conversation that the server does not know yet; null for nothing. */
      readonly setUp: ConversationPatch | null;
    }
  | {
      readonly type: 'edit';
      readonly conversationId: string;
      readonly requestId: string;
      readonly messageId: string;
      readonly text: string;
    }
  | {
      readonly type: 'regenerate';
      readonly conversationId: string;
      readonly requestId: string;
      readonly messageId: string;
      readonly model: string | null;
    }
  | {
      readonly type: 'continue';
      readonly conversationId: string;
      readonly requestId: string;
      readonly messageId: string;
    }
  /** A generation that was started elsewhere: another tab, another device, or before this page was loaded. */
  | { readonly type: 'follow'; readonly conversationId: string; readonly generationId: string };

/**
 * How chunks come to a conversation.
 *
 * The iteration ends after the generation's end chunk. If it ends without one, the line was cut for good, or the
 * reader was too late: the stored message then says how it ended. It throws what refused the request.
 *
 * Aborting the signal stops the generation: the request to stop goes out at once, or as soon as the generation's id is
 * known, and the chunks go on until the server's word that it has ended. Aborting with {@link ABANDONED} as the reason
 * only stops reading.
 */
export interface ChatTransport {
  send: (request: ChatRequest, signal: AbortSignal) => AsyncIterable<Chunk>;
}

/** The abort reason of a stream that nobody wants to read any more, while its generation is somebody else's affair. */
export const ABANDONED = 'abandoned';
