package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tail where it lies in a value of {@link PackedTails}: its chunks are not taken apart, since thousands of them are
 * sorted at once. Immutable.
 */
final class PackedTail {

    private final String owner;
    private final String generation;
    private final long fromOffset;
    private final int count;
    private final byte[] packed;
    private final int start;
    private final int end;

    PackedTail(String owner, String generation, long fromOffset, int count, byte[] packed, int start, int end) {
        this.owner = owner;
        this.generation = generation;
        this.fromOffset = fromOffset;
        this.count = count;
        this.packed = packed;
        this.start = start;
        this.end = end;
    }

    /** Throws {@link IllegalArgumentException} where it is none. */
    UserId owner() {
        return new UserId(owner);
    }

    /** Throws {@link dev.polylogue.protocol.id.MalformedIdException} where it is none. */
    GenerationId generationId() {
        return GenerationId.of(generation);
    }

    /** Of whose generation it is: equal for all tails of one. */
    Object key() {
        record Key(String owner, String generation) {}
        return new Key(owner, generation);
    }

    boolean isOf(UserId someone, GenerationId some) {
        return owner.equals(someone.value()) && generation.equals(some.toString());
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
        ByteBuffer lengths = ByteBuffer.wrap(packed);
        int skipped = Math.toIntExact(offset - fromOffset);
        int at = start;
        for (int i = 0; i < skipped; i++) {
            at += Integer.BYTES + lengths.getInt(at);
        }
        return new PackedTail(owner, generation, offset, count - skipped, packed, at, end);
    }

    /** What its chunks take where they are joined, each with a line feed. */
    int joinedSize() {
        return end - start - count * (Integer.BYTES - 1);
    }

    /** Puts its chunks into {@code joined} from {@code at} on, with a line feed before all but the very first; returns their end. */
    int joinInto(byte[] joined, int at) {
        ByteBuffer lengths = ByteBuffer.wrap(packed);
        int to = at;
        for (int from = start; from < end; ) {
            if (to > 0) {
                joined[to++] = '\n';
            }
            int length = lengths.getInt(from);
            from += Integer.BYTES;
            System.arraycopy(packed, from, joined, to, length);
            from += length;
            to += length;
        }
        return to;
    }

    LogTail unpacked() {
        ByteBuffer in = ByteBuffer.wrap(packed, start, end - start);
        List<byte[]> chunks = new ArrayList<>(count);
        while (in.hasRemaining()) {
            byte[] chunk = new byte[in.getInt()];
            in.get(chunk);
            chunks.add(chunk);
        }
        return new LogTail(owner(), generationId(), fromOffset, chunks);
    }
}
