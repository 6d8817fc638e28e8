package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;

/**
 * Chunks of a log as rows take them: not taken apart, since thousands of them are sorted at once.
 *
 * @param fromOffset the offset of the first of them
 */
record PackedTail(UserId owner, GenerationId generationId, long fromOffset, PackedChunks chunks) {

    static PackedTail of(LogTail tail) {
        return new PackedTail(tail.owner(), tail.generationId(), tail.fromOffset(), PackedChunks.of(tail.chunks()));
    }

    boolean isOf(UserId someone, GenerationId some) {
        return generationId.equals(some) && owner.equals(someone);
    }

    /** The offset behind the last chunk. */
    long nextOffset() {
        return fromOffset + chunks.count();
    }

    /** The same from that offset on, which it has or which is right behind it. */
    PackedTail from(long offset) {
        return new PackedTail(owner, generationId, offset, chunks.without(Math.toIntExact(offset - fromOffset)));
    }

    LogTail unpacked() {
        return new LogTail(owner, generationId, fromOffset, chunks.unpacked());
    }

    /** Says that chunks before it are missing. */
    String gap() {
        return "chunks before offset " + fromOffset + " of generation " + generationId + " are missing";
    }
}
