package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.GenerationId;
import java.util.List;

/**
 * Chunks of a log that are not durable yet, encoded as on the wire.
 *
 * @param fromOffset the offset of the first of them
 */
public record LogTail(UserId owner, GenerationId generationId, long fromOffset, List<byte[]> chunks) {

    public LogTail {
        chunks = List.copyOf(chunks);
    }
}
