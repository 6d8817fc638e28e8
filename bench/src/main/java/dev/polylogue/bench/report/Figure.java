package dev.polylogue.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param name what was measured, the same in each run: it is the key of the comparison with earlier figures
 * @param value how much; the smaller the better, unless {@code atLeast} says otherwise
 * @param unit as {@code µs}, {@code KiB}; {@link #RATIO} for one that holds on another machine too
 * @param atMost the bound it must keep; null for none
 * @param atLeast the bound it must reach; null for none
 */
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double atMost,
        @Nullable Double atLeast) {

    /** The unit of a figure that was divided by a peer's, or by a fixed loop's, of the same run. */
    public static final String RATIO = "×";

    /** A figure that is only told. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null);
    }

    /** The same with the largest value that is good enough. */
    public Figure atMost(double bound) {
        return new Figure(name, value, unit, bound, atLeast);
    }

    /** The same with the smallest value that is good enough. */
    public Figure atLeast(double bound) {
        return new Figure(name, value, unit, atMost, bound);
    }

    /** Whether it keeps its bounds. */
    public boolean isKept() {
        return (atMost == null || value <= atMost) && (atLeast == null || value >= atLeast);
    }
}
