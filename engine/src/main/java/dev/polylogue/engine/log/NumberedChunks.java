package dev.polylogue.engine.log;

import dev.polylogue.protocol.chunk.EncodedChunks;
import dev.polylogue.protocol.chunk.EncodedChunks.Place;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The encoded chunks of a log, and the rising number of each. One thread at a time adds; any number read meanwhile without a
 * lock, so that readers and the writer do not pass a lock's memory from core to core for each token.
 *
 * <p>Chunks lie one behind the other in pages, each behind its number, not each in an object: what is read together then
 * lies together, and neither the collector nor its notes about old objects that name new ones are needed for each token.
 *
 * <p>{@link #size} is written last: whoever has read it finds all that lies below it, in the arrays of that moment or in
 * longer copies of them.
 */
final class NumberedChunks {

    private static final VarHandle NUMBER = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int FIRST_SIZE = 16;
    private static final int FIRST_PAGE = 1024;
    private static final int PAGE = Place.PAGE / 2;

    private volatile byte[][] pages = {new byte[FIRST_PAGE]};
    private volatile long[] places = new long[FIRST_SIZE];
    private volatile int size;

    /** Where the next number goes in the last page; only whoever adds looks at it. */
    private int used;

    void add(long number, byte[] chunk) {
        int at = size;
        if (at == places.length) {
            places = Arrays.copyOf(places, at * 2);
        }
        byte[] page = pageFor(Long.BYTES + chunk.length);
        int start = used + Long.BYTES;
        NUMBER.set(page, used, number);
        System.arraycopy(chunk, 0, page, start, chunk.length);
        places[at] = Place.of(pages.length - 1, start, chunk.length);
        used = start + chunk.length;
        size = at + 1;
    }

    private byte[] pageFor(int length) {
        byte[][] all = pages;
        byte[] last = all[all.length - 1];
        if (length <= last.length - used) {
            return last;
        }
        byte[] page = new byte[Math.max(length, Math.min(2 * last.length, PAGE))];
        byte[][] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = page;
        pages = more;
        used = 0;
        return page;
    }

    int size() {
        return size;
    }

    /** From {@code from}, included, to {@code to}, which is at most a {@link #size} that was read. */
    EncodedChunks between(int from, int to) {
        return new EncodedChunks(pages, places, from, to);
    }

    /**
     * Where a reader that begins at {@code from} has {@code maxBytes}, with the chunk that has the last of them; at most
     * {@code end}, a {@link #size} that was read.
     */
    int endOf(int from, int end, long maxBytes) {
        long[] all = places;
        int to = from;
        for (long bytes = 0; to < end && bytes < maxBytes; to++) {
            bytes += Place.length(all[to]);
        }
        return to;
    }

    long lastNumber() {
        int end = size;
        return end == 0 ? 0 : number(end - 1);
    }

    /** How many are numbered {@code number} at most. */
    int countUpTo(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (number(middle) <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long number(int index) {
        long place = places[index];
        return (long) NUMBER.get(pages[Place.page(place)], Place.start(place) - Long.BYTES);
    }
}
