package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.chunk.EncodedChunks;
import dev.polylogue.protocol.id.GenerationId;
import java.util.List;
import java.util.Optional;

/**
 * Chunks of a log that are not durable yet, encoded as on the wire.
 *
 * @param fromOffset the offset of the first of them
 */
public record LogTail(UserId owner, GenerationId generationId, long fromOffset, EncodedChunks chunks) {

    /** Of chunks that are shared from now on and must not be changed. */
    public LogTail(UserId owner, GenerationId generationId, long fromOffset, List<byte[]> chunks) {
        this(owner, generationId, fromOffset, EncodedChunks.of(chunks));
    }

    /**
     * What is new here to whoever has all chunks before {@code next}, maybe nothing; empty where some are missing in
     * between.
     */
    public Optional<List<byte[]>> newFrom(long next) {
        long known = next - fromOffset;
        return known < 0
                ? Optional.empty()
                : Optional.of(chunks.subList((int) Math.min(known, chunks.size()), chunks.size()));
    }
}
