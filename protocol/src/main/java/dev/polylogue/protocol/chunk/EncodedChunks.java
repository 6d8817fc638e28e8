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

    private final byte[][] pages;
    private final long[] places;
    private final int from;
    private final int size;

    /**
     * A view of both, which may grow behind it but do not change.
     *
     * @param places of each chunk, as {@link Place} packs it
     */
    public EncodedChunks(byte[][] pages, long[] places, int from, int to) {
        this.pages = pages;
        this.places = places;
        this.from = from;
        this.size = to - from;
    }

    /** These, which are shared and must not be changed. */
    public static EncodedChunks of(List<byte[]> chunks) {
        long[] places = new long[chunks.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Place.of(i, 0, chunks.get(i).length);
        }
        return new EncodedChunks(chunks.toArray(byte[][]::new), places, 0, places.length);
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
        return Place.length(place(index));
    }

    /** Copies the chunk to {@code at}; returns where it ends there. */
    public int copy(int index, byte[] target, int at) {
        long place = place(index);
        int length = Place.length(place);
        System.arraycopy(pages[Place.page(place)], Place.start(place), target, at, length);
        return at + length;
    }

    private long place(int index) {
        return places[from + Objects.checkIndex(index, size)];
    }

    /** Where a chunk lies, as one number: the page, where in it the chunk begins, and how many bytes it has. */
    public static final class Place {
        /** Chunks begin before this in a page. */
        public static final int PAGE = 1 << 14;

        private static final int LENGTH_BITS = 30;
        private static final int START_BITS = 14;

        private Place() {}

        /** Of a chunk that begins before {@link #PAGE} in its page. */
        public static long of(int page, int start, int length) {
            return (long) page << (START_BITS + LENGTH_BITS) | (long) start << LENGTH_BITS | length;
        }

        /** Which of the pages. */
        public static int page(long place) {
            return (int) (place >>> (START_BITS + LENGTH_BITS));
        }

        /** Where in it. */
        public static int start(long place) {
            return (int) (place >>> LENGTH_BITS) & (PAGE - 1);
        }

        /** How many bytes. */
        public static int length(long place) {
            return (int) place & ((1 << LENGTH_BITS) - 1);
        }
    }
}
