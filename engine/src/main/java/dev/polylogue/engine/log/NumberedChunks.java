package dev.polylogue.engine.log;

import java.util.Arrays;
import java.util.List;

/**
 * The encoded chunks of a log, and the rising number of each. One thread at a time adds; any number read meanwhile without a
 * lock, so that readers and the writer do not pass a lock's memory from core to core for each token.
 *
 * <p>{@link #size} is written last: whoever has read it finds all that lies below it, in the arrays of that moment or in
 * longer copies of them.
 */
final class NumberedChunks {

    private static final int FIRST_SIZE = 16;

    private volatile byte[][] chunks = new byte[FIRST_SIZE][];
    private volatile long[] numbers = new long[FIRST_SIZE];
    private volatile int size;

    void add(long number, byte[] chunk) {
        int at = size;
        if (at == numbers.length) {
            chunks = Arrays.copyOf(chunks, at * 2);
            numbers = Arrays.copyOf(numbers, at * 2);
        }
        chunks[at] = chunk;
        numbers[at] = number;
        size = at + 1;
    }

    int size() {
        return size;
    }

    /** From {@code from}, included, to {@code to}, which is at most a {@link #size} that was read. */
    List<byte[]> between(int from, int to) {
        byte[][] all = chunks;
        return to - from == 1 ? List.of(all[from]) : List.of(Arrays.copyOfRange(all, from, to));
    }

    /**
     * Where a reader that begins at {@code from} has {@code maxBytes}, with the chunk that has the last of them; at most
     * {@code end}, a {@link #size} that was read.
     */
    int endOf(int from, int end, long maxBytes) {
        byte[][] all = chunks;
        int to = from;
        for (long bytes = 0; to < end && bytes < maxBytes; to++) {
            bytes += all[to].length;
        }
        return to;
    }

    long lastNumber() {
        int end = size;
        return end == 0 ? 0 : numbers[end - 1];
    }

    /** How many are numbered {@code number} at most. */
    int countUpTo(long number) {
        int end = size;
        int found = Arrays.binarySearch(numbers, 0, end, number);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
