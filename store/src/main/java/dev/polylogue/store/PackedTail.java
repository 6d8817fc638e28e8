package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tail where it lies in a value of {@link PackedTails}: its chunks are not taken apart, since thousands of them are
 * sorted at once. Immutable.
 */
final class PackedTail {

    private final String owner;
    private final GenerationId generationId;
    private final long fromOffset;
    private final int count;

    /** Where its chunks are packed, behind {@code skipped} others. */
    private final byte[] packed;

    private final int start;
    private final int end;
    private final int skipped;

    private PackedTail(
            String owner,
            GenerationId generationId,
            long fromOffset,
            int count,
            byte[] packed,
            int start,
            int end,
            int skipped) {
        this.owner = owner;
        this.generationId = generationId;
        this.fromOffset = fromOffset;
        this.count = count;
        this.packed = packed;
        this.start = start;
        this.end = end;
        this.skipped = skipped;
    }

    /** Of all chunks between {@code start} and {@code end}. Throws {@link UncheckedIOException} where these are not {@code count}. */
    static PackedTail of(
            String owner, GenerationId generationId, long fromOffset, int count, byte[] packed, int start, int end) {
        int read = 0;
        for (var chunks = new PackedChunks.Reader(packed, start, end); chunks.hasNext(); chunks.next()) {
            read++;
        }
        if (read != count) {
            throw new UncheckedIOException(new IOException(read + " chunks, not " + count));
        }
        return new PackedTail(owner, generationId, fromOffset, count, packed, start, end, 0);
    }

    /** Throws {@link IllegalArgumentException} where it is none. */
    UserId owner() {
        return new UserId(owner);
    }

    GenerationId generationId() {
        return generationId;
    }

    /** Of whose generation it is: equal for all tails of one. */
    Object key() {
        record Key(String owner, GenerationId generationId) {}
        return new Key(owner, generationId);
    }

    boolean isOf(UserId someone, GenerationId some) {
        return generationId.equals(some) && owner.equals(someone.value());
    }

    long fromOffset() {
        return fromOffset;
    }

    /** The offset behind the last chunk. */
    long nextOffset() {
        return fromOffset + count;
    }

    int count() {
        return count;
    }

    /** The same from that offset on, which it has or which is right behind it. */
    PackedTail from(long offset) {
        int known = Math.toIntExact(offset - fromOffset);
        return new PackedTail(owner, generationId, offset, count - known, packed, start, end, skipped + known);
    }

    /** Writes its chunks on, with a line feed before all but the very first. */
    void joinInto(ByteArrayOutputStream joined) {
        PackedChunks.Reader chunks = reader();
        while (chunks.hasNext()) {
            int length = chunks.next();
            if (joined.size() > 0) {
                joined.write('\n');
            }
            joined.write(chunks.bytes(), 0, length);
        }
    }

    LogTail unpacked() {
        List<byte[]> unpacked = new ArrayList<>(count);
        PackedChunks.Reader chunks = reader();
        while (chunks.hasNext()) {
            int length = chunks.next();
            unpacked.add(Arrays.copyOf(chunks.bytes(), length));
        }
        return new LogTail(owner(), generationId, fromOffset, unpacked);
    }

    /** Of its own chunks. */
    private PackedChunks.Reader reader() {
        var chunks = new PackedChunks.Reader(packed, start, end);
        for (int i = 0; i < skipped; i++) {
            chunks.next();
        }
        return chunks;
    }
}
