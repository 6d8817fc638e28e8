import { AsyncQueue } from '../features/chat/transport/asyncQueue';
import type { ChatRequest, ChatTransport } from '../features/chat/transport/transport';
import type { Chunk } from '../protocol/chunks';

/** One stream that a loop reads and the test writes. The gate is the test: nothing comes before it says so. */
export class ScriptedStream {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly chunks = new AsyncQueue<Chunk>();

  constructor(request: ChatRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
  }

  say(...chunks: readonly Chunk[]): void {
    this.chunks.push(chunks);
  }

  /** Without an end chunk before it, the line was cut. */
  close(): void {
    this.chunks.close();
  }

  fail(error: Error): void {
    this.chunks.close(error);
  }
}

/** A transport whose every answer is written by the test. */
export class ScriptedTransport implements ChatTransport {
  readonly streams: ScriptedStream[] = [];

  readonly send = (request: ChatRequest, signal: AbortSignal): AsyncIterable<Chunk> => {
    const stream = new ScriptedStream(request, signal);
    this.streams.push(stream);
    return stream.chunks;
  };

  /** The newest stream of a conversation. */
  in(conversationId: string): ScriptedStream {
    const stream = this.streams.findLast(({ request }) => request.conversationId === conversationId);
    if (stream === undefined) throw new Error(`Nothing was sent in ${conversationId}.`);
    return stream;
  }
}
