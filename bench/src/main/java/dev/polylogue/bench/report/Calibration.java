package dev.polylogue.bench.report;

import java.lang.management.ManagementFactory;
import java.util.zip.CRC32;

/**
 * A fixed piece of work, as the measure of a machine: a cost divided by its cost can be compared with that of another
 * machine. It walks through memory and computes, as a server does.
 */
public final class Calibration {

    private static final int ROUNDS = 2_000;
    private static final byte[] BYTES = new byte[256 * 1024];

    private Calibration() {}

    /** CPU time of the fixed work on the calling thread, in nanoseconds; the best of five. */
    public static long cpuNanos() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, once());
        }
        return best;
    }

    private static long once() {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        var sum = new CRC32();
        for (int i = 0; i < ROUNDS; i++) {
            BYTES[i % BYTES.length] = (byte) sum.getValue();
            sum.update(BYTES);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }
}
