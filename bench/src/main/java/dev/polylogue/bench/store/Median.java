package dev.polylogue.bench.store;

import java.util.Arrays;

/** The value in the middle: what a busy neighbour does to a few does not move it. */
final class Median {

    private Median() {}

    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
