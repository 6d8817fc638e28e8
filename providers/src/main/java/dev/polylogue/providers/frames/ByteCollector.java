package dev.polylogue.providers.frames;

import java.util.Arrays;

/** Bytes that grow up to a bound, and shrink again after a large one. Takes no room before the first byte. */
final class ByteCollector {

    private static final int SMALLEST = 512;
    private static final int KEPT = 64 * 1024;
    private static final byte[] NONE = {};

    private final int limit;
    private byte[] bytes = NONE;
    private int size;

    ByteCollector(int limit) {
        this.limit = limit;
    }

    void add(byte[] source, int offset, int length) {
        if (length > limit - size) {
            throw new OversizedEventException(limit);
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.min(limit, Math.max(size + length, Math.max(SMALLEST, 2 * bytes.length))));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = NONE;
        }
    }
}
