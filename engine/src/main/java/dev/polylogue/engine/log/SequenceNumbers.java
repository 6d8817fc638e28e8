package dev.polylogue.engine.log;

import java.util.Arrays;

/** The rising numbers of a log's chunks. Guarded by the log's lock. */
final class SequenceNumbers {

    private static final int FIRST_SIZE = 16;

    private long[] numbers = new long[FIRST_SIZE];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    long last() {
        return size == 0 ? 0 : numbers[size - 1];
    }

    /** How many are at most {@code number}. Looks at the end first, where a feed nearly always stands. */
    int countUpTo(long number) {
        if (last() <= number) {
            return size;
        }
        int found = Arrays.binarySearch(numbers, 0, size, number);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
