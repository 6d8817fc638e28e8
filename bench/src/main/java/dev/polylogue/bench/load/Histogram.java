package dev.polylogue.bench.load;

/** Times in steps of 2 %, from 1 µs to 100 s. One thread uses it. */
final class Histogram {

    private static final double STEP = Math.log(1.02);
    private static final int SLOTS = 1000;

    private final long[] counts = new long[SLOTS];
    private long all;

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1000.0);
        counts[Math.min(SLOTS - 1, (int) (Math.log(micros) / STEP))]++;
        all++;
    }

    long count() {
        return all;
    }

    /** In milliseconds. */
    double quantile(double part) {
        long wanted = (long) Math.ceil(all * part);
        long seen = 0;
        for (int i = 0; i < SLOTS; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.exp((i + 0.5) * STEP) / 1000;
            }
        }
        return 0;
    }
}
