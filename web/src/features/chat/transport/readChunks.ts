import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Chunk } from '../../../protocol/chunks';
import { decodeChunk, parse } from '../../../protocol/decode';

export interface ReadChunk {
  /** Null for a kind of chunk that this version does not know. */
  readonly chunk: Chunk | null;
  /** Where to go on after this chunk. */
  readonly nextOffset: number;
}

/** The chunks of one generation's own stream, until `[DONE]` or the end of the line. */
export async function* readChunks(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  from: number,
): AsyncGenerator<ReadChunk, void, undefined> {
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  let offset = from;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value.data === DONE) return;
      offset = value.id === undefined ? offset + 1 : Number(value.id) + 1;
      yield { chunk: decodeChunk(parse(value.data)), nextOffset: offset };
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const DONE = '[DONE]';
