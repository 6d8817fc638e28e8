package dev.polylogue.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used, as Linux counts it. */
final class ProcessCost {

    /** Linux gives these times in hundredths of a second on every platform ({@code man 5 proc}: {@code USER_HZ}). */
    private static final long TICK_MILLIS = 10;

    private ProcessCost() {}

    /** CPU time of all threads so far, in milliseconds. */
    static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }
}
