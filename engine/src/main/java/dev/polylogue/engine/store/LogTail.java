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

    /**
     * Adds to {@code others}, whose first has the offset {@code from}, what they do not have of these; false, and nothing
     * is added, where some are missing between them and these.
     */
    public boolean addTo(List<byte[]> others, long from) {
        long known = from + others.size() - fromOffset;
        if (known < 0) {
            return false;
        }
        if (known < chunks.size()) {
            others.addAll(chunks.subList((int) known, chunks.size()));
        }
        return true;
    }
}
