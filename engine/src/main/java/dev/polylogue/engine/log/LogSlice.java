package dev.polylogue.engine.log;

import dev.polylogue.protocol.chunk.EncodedChunks;

/**
 * Consecutive chunks of a log, encoded; they are shared and must not be changed.
 *
 * @param offset the offset of the first of them
 * @param hasMore whether the log holds chunks behind these already
 * @param isEnd whether nothing follows
 */
public record LogSlice(long offset, EncodedChunks chunks, boolean hasMore, boolean isEnd) {

    /** The offset behind the last of them. */
    public long nextOffset() {
        return offset + chunks.size();
    }
}
