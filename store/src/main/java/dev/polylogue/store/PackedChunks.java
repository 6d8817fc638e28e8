package dev.polylogue.store;

import dev.polylogue.protocol.chunk.EncodedChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks one behind the other, each as what it does not share with the one before it: how many bytes at its beginning are the
 * same, how many at its end, how many stand in between, and these. Of the sixty bytes of a piece of text that leaves its
 * words and three numbers. (Front coding, from both ends; a number has seven bits in each byte, the lowest first, as LEB128
 * has it.) The first shares nothing, so packed chunks behind packed chunks are packed chunks. Immutable.
 */
final class PackedChunks {

    private static final int USUAL = 256;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final byte[] bytes;
    private final int count;

    /** What is shared from now on and must not be changed. It may be none of ours, which {@link #check} tells. */
    PackedChunks(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    static PackedChunks of(EncodedChunks chunks) {
        var out = new ByteArrayOutputStream(USUAL);
        byte[] before = {};
        int lengthBefore = 0;
        byte[] chunk = {};
        for (int i = 0; i < chunks.size(); i++) {
            int length = chunks.length(i);
            chunk = withRoom(chunk, length);
            chunks.copy(i, chunk, 0);
            int head = sameAtBeginning(before, lengthBefore, chunk, length);
            int tail = sameAtEnd(before, lengthBefore, chunk, length, Math.min(lengthBefore, length) - head);
            number(out, head);
            number(out, tail);
            number(out, length - head - tail);
            out.write(chunk, head, length - head - tail);
            byte[] spare = before;
            before = chunk;
            lengthBefore = length;
            chunk = spare;
        }
        return new PackedChunks(out.toByteArray(), chunks.size());
    }

    /** All of them, in that order. */
    static PackedChunks joined(List<PackedChunks> pieces) {
        var all = new ByteArrayOutputStream(USUAL);
        int count = 0;
        for (PackedChunks piece : pieces) {
            all.writeBytes(piece.bytes);
            count += piece.count;
        }
        return new PackedChunks(all.toByteArray(), count);
    }

    int count() {
        return count;
    }

    /** Shared, must not be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Without the first {@code known}. */
    PackedChunks without(int known) {
        return known == 0 ? this : of(EncodedChunks.of(unpacked().subList(known, count)));
    }

    /** Throws {@link UncheckedIOException} where they cannot be read, or are not as many as they should be. */
    void check() {
        var reader = new Reader(bytes);
        int read = 0;
        while (reader.hasNext()) {
            reader.pass();
            read++;
        }
        checkCount(read);
    }

    /** Throws what {@link #check} throws. */
    List<byte[]> unpacked() {
        List<byte[]> chunks = new ArrayList<>();
        var reader = new Reader(bytes);
        byte[] last = {};
        while (reader.hasNext()) {
            last = reader.next(last);
            chunks.add(last);
        }
        checkCount(chunks.size());
        return chunks;
    }

    private void checkCount(int read) {
        if (read != count) {
            throw new UncheckedIOException(new IOException(read + " packed chunks where there were " + count));
        }
    }

    private static int sameAtBeginning(byte[] one, int lengthOfOne, byte[] other, int lengthOfOther) {
        int different = Arrays.mismatch(one, 0, lengthOfOne, other, 0, lengthOfOther);
        return different < 0 ? lengthOfOne : different;
    }

    private static int sameAtEnd(byte[] one, int lengthOfOne, byte[] other, int lengthOfOther, int atMost) {
        int same = 0;
        while (same < atMost && one[lengthOfOne - 1 - same] == other[lengthOfOther - 1 - same]) {
            same++;
        }
        return same;
    }

    private static void number(ByteArrayOutputStream out, int number) {
        int left = number;
        while (left >= MORE) {
            out.write(left | MORE);
            left >>>= BITS;
        }
        out.write(left);
    }

    private static byte[] withRoom(byte[] bytes, int size) {
        return size <= bytes.length ? bytes : new byte[Math.max(USUAL, 2 * size)];
    }

    private static final class Reader {
        private final byte[] packed;
        private int at;

        /** Of the chunk that was read last: what it shares with the one before it, what stands in between, and all of it. */
        private int head;

        private int tail;
        private int middle;
        private int length;

        Reader(byte[] packed) {
            this.packed = packed;
        }

        boolean hasNext() {
            return at < packed.length;
        }

        /** Passes the next chunk over. */
        void pass() {
            head = number();
            tail = number();
            middle = number();
            if (head > length - tail || middle > packed.length - at) {
                throw unreadable();
            }
            at += middle;
            length = head + middle + tail;
        }

        /** The next chunk, which follows {@code last}. */
        byte[] next(byte[] last) {
            pass();
            byte[] chunk = new byte[length];
            System.arraycopy(last, 0, chunk, 0, head);
            System.arraycopy(packed, at - middle, chunk, head, middle);
            System.arraycopy(last, last.length - tail, chunk, head + middle, tail);
            return chunk;
        }

        private int number() {
            int number = 0;
            for (int shift = 0; shift < Integer.SIZE && at < packed.length; shift += BITS) {
                int unit = packed[at++];
                number |= (unit & (MORE - 1)) << shift;
                if (unit >= 0 && number >= 0) {
                    return number;
                }
            }
            throw unreadable();
        }

        private static UncheckedIOException unreadable() {
            return new UncheckedIOException(new IOException("packed chunks that cannot be read"));
        }
    }
}
