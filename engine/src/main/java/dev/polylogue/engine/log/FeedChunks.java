package dev.polylogue.engine.log;

import java.util.List;

/** Consecutive chunks of one generation, encoded; {@code offset} is that of the first. */
public record FeedChunks(GenerationLog log, long offset, List<byte[]> chunks) {

    /** Whose they are, and of what. */
    public LogIdentity identity() {
        return log.identity();
    }
}
