package dev.polylogue.bench.report;

import java.util.Arrays;

/** The value in the middle: what a busy neighbour does to a few does not move it. */
public final class Median {

    private Median() {}

    /** Of an even number the upper one. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
