package dev.polylogue.engine.log;

import dev.polylogue.protocol.chunk.ChunkPage;
import dev.polylogue.protocol.chunk.EncodedChunks;
import java.util.Arrays;

/**
 * The encoded chunks of a log, and the rising number of each. One thread at a time adds; any number read meanwhile without a
 * lock, so that readers and the writer do not pass a lock's memory from core to core for each token.
 *
 * <p>Chunks lie one behind the other in {@linkplain ChunkPage pages}, not each in an object: what is read together then lies
 * together, and neither the collector nor its notes about old objects that name new ones are needed for each token.
 *
 * <p>{@link #size} is written last: whoever has read it finds all that lies below it, in the pages of that moment or in more.
 *
 * <p>A log is one of these and does not have one: that would be another object for each token to touch.
 */
class NumberedChunks {

    private static final int FIRST_PAGE = 1024;
    private static final int PAGE = 8 * 1024;

    /** Those before the last. Written before that, so to be read after it: none is then in neither. */
    private volatile byte[][] full = {};

    private volatile byte[] last = ChunkPage.create(FIRST_PAGE, 0);
    private volatile int size;

    final void add(long number, byte[] chunk) {
        int at = size;
        byte[] page = last;
        int index = at - ChunkPage.firstOffset(page);
        if (!ChunkPage.hasRoom(page, index, chunk.length)) {
            page = pageAfter(page, at, chunk.length);
            index = 0;
        }
        ChunkPage.add(page, index, number, chunk);
        size = at + 1;
    }

    private byte[] pageAfter(byte[] before, int offset, int length) {
        byte[][] all = full;
        byte[][] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = before;
        full = more;
        int wanted = Math.min(2 * before.length, PAGE);
        byte[] page = ChunkPage.create(Math.max(ChunkPage.sizeFor(1, length), wanted), offset);
        last = page;
        return page;
    }

    final int size() {
        return size;
    }

    /** From {@code from}, included, to {@code to}, which is at most a {@link #size} that was read. */
    final EncodedChunks between(int from, int to) {
        byte[] newest = last;
        return new EncodedChunks(full, newest, from, to);
    }

    /**
     * Where a reader that begins at {@code from} has {@code maxBytes}, with the chunk that has the last of them; at most
     * {@code end}, a {@link #size} that was read.
     */
    final int endOf(int from, int end, long maxBytes) {
        EncodedChunks chunks = between(from, end);
        int count = 0;
        for (long bytes = 0; count < chunks.size() && bytes < maxBytes; count++) {
            bytes += chunks.length(count);
        }
        return from + count;
    }

    /** The number of the last chunk; 0 where there is none. */
    final long lastNumber() {
        int end = size;
        return end == 0 ? 0 : number(end - 1);
    }

    /** How long the last chunk of the page is that the next one goes to; 0 where there is none yet. */
    final int lastLength() {
        int before = size - 1;
        byte[] page = last;
        int index = before - ChunkPage.firstOffset(page);
        return index < 0 ? 0 : ChunkPage.length(page, index);
    }

    /** How many are numbered {@code number} at most. */
    final int countUpTo(long number) {
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

    private long number(int offset) {
        byte[] newest = last;
        byte[] page = EncodedChunks.page(full, newest, offset);
        return ChunkPage.number(page, offset - ChunkPage.firstOffset(page));
    }
}
