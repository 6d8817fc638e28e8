package dev.polylogue.protocol.chunk;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Consecutive encoded chunks where they lie in the pages of their log: whoever writes them on copies them out of there, and
 * nothing is made for each. As a list it gives copies. Immutable; any thread may use it.
 */
public final class EncodedChunks extends AbstractList<byte[]> implements RandomAccess {

    private static final byte[][] NO_PAGES = {};

    private final byte[][] full;
    private final byte[] last;
    private final int from;
    private final int size;

    /**
     * A view of {@linkplain ChunkPage pages}, which may grow behind it but do not change.
     *
     * @param full those before the last, in their order; the last may be among them
     * @param from the offset of its first chunk
     * @param to the offset behind its last chunk
     */
    public EncodedChunks(byte[][] full, byte[] last, int from, int to) {
        this.full = full;
        this.last = last;
        this.from = from;
        this.size = to - from;
    }

    /** These, copied. */
    public static EncodedChunks of(List<byte[]> chunks) {
        int bytes = 0;
        for (byte[] chunk : chunks) {
            bytes = Math.addExact(bytes, chunk.length);
        }
        byte[] page = ChunkPage.create(ChunkPage.sizeFor(chunks.size(), bytes), 0);
        for (int i = 0; i < chunks.size(); i++) {
            ChunkPage.add(page, i, i, chunks.get(i));
        }
        return new EncodedChunks(NO_PAGES, page, 0, chunks.size());
    }

    @Override
    public int size() {
        return size;
    }

    /** A copy of the chunk. */
    @Override
    public byte[] get(int index) {
        byte[] chunk = new byte[length(index)];
        copy(index, chunk, 0);
        return chunk;
    }

    /** How many bytes the chunk has. */
    public int length(int index) {
        int offset = offset(index);
        byte[] page = page(full, last, offset);
        return ChunkPage.length(page, offset - ChunkPage.firstOffset(page));
    }

    /** Copies the chunk to {@code at}; returns where it ends there. */
    public int copy(int index, byte[] target, int at) {
        int offset = offset(index);
        byte[] page = page(full, last, offset);
        return ChunkPage.copy(page, offset - ChunkPage.firstOffset(page), target, at);
    }

    private int offset(int index) {
        return from + Objects.checkIndex(index, size);
    }

    /** Which of the pages has the chunk of that offset; nearly always the last. */
    public static byte[] page(byte[][] full, byte[] last, int offset) {
        if (offset >= ChunkPage.firstOffset(last)) {
            return last;
        }
        int low = 0;
        int high = full.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ChunkPage.firstOffset(full[middle]) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return full[low];
    }
}
