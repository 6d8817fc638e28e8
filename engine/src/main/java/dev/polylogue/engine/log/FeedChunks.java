package dev.polylogue.engine.log;

import dev.polylogue.protocol.chunk.EncodedChunks;

/** Consecutive chunks of one generation, encoded; {@code offset} is that of the first. */
public record FeedChunks(GenerationLog log, long offset, EncodedChunks chunks) {

    /** Whose they are, and of what. */
    public LogIdentity identity() {
        return log.identity();
    }
}
