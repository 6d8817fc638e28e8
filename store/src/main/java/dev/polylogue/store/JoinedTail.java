package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;

/**
 * Chunks of a log as a row of {@link DeltaRows} takes them.
 *
 * @param fromOffset the offset of the first of them
 */
record JoinedTail(UserId owner, GenerationId generationId, long fromOffset, JoinedChunks chunks) {

    static JoinedTail of(LogTail tail) {
        return new JoinedTail(tail.owner(), tail.generationId(), tail.fromOffset(), JoinedChunks.of(tail.chunks()));
    }

    /** Says that chunks before it are missing. */
    String gap() {
        return gap(fromOffset, generationId);
    }

    static String gap(long offset, GenerationId generation) {
        return "chunks before offset " + offset + " of generation " + generation + " are missing";
    }
}
