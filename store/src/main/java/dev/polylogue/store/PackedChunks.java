package dev.polylogue.store;

import dev.polylogue.protocol.chunk.EncodedChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Chunks one behind the other, each as what it does not share with the one before it: how many bytes at its beginning are the
 * same, how many at its end, how many stand in between, and these. Of the sixty bytes of a piece of text that leaves its
 * words and three numbers. (Front coding, from both ends; a number has seven bits in each byte, the lowest first, as LEB128
 * has it.)
 */
final class PackedChunks {

    private static final int USUAL = 256;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private PackedChunks() {}

    static void pack(EncodedChunks chunks, ByteArrayOutputStream out) {
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
        return size <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(USUAL, 2 * size));
    }

    /** Gives the chunks back, one after the other. Throws {@link UncheckedIOException} where they are none of ours. */
    static final class Reader {
        private final byte[] packed;
        private final int end;
        private int at;
        private byte[] chunk = new byte[USUAL];
        private int length;

        Reader(byte[] packed, int start, int end) {
            this.packed = packed;
            this.at = start;
            this.end = end;
        }

        boolean hasNext() {
            return at < end;
        }

        /** Reads the next one; how many bytes it has. */
        int next() {
            int head = number();
            int tail = number();
            int middle = number();
            if (head > length - tail || middle > end - at) {
                throw unreadable();
            }
            int next = Math.addExact(head + tail, middle);
            chunk = withRoom(chunk, next);
            System.arraycopy(chunk, length - tail, chunk, head + middle, tail);
            System.arraycopy(packed, at, chunk, head, middle);
            at += middle;
            length = next;
            return length;
        }

        /** The chunk that was read last, from the beginning on; until the next one is read. */
        byte[] bytes() {
            return chunk;
        }

        private int number() {
            int number = 0;
            for (int shift = 0; shift < Integer.SIZE && at < end; shift += BITS) {
                int unit = packed[at++];
                number |= (unit & (MORE - 1)) << shift;
                if (unit >= 0) {
                    if (number < 0) {
                        throw unreadable();
                    }
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
