package dev.polylogue.engine.log;

import java.time.Duration;

/** A cursor into one log. One thread uses it; several followers of one log know nothing of each other. */
public final class LogFollower implements AutoCloseable {

    private final GenerationLog log;
    private final Waiter waiter = new Waiter();
    private long offset;

    LogFollower(GenerationLog log, long offset) {
        this.log = log;
        this.offset = offset;
        log.add(waiter);
    }

    /**
     * The next chunks since the last call, at once if there are any, and a bounded number of them; else waits for the next one. After {@code max} without
     * one, an empty slice. Appends, the end of the log and an interrupt wake it.
     */
    public LogSlice await(Duration max) throws InterruptedException {
        long left = max.toNanos();
        waiter.reset();
        LogSlice slice = log.readSome(offset);
        while (slice.chunks().isEmpty() && !slice.isEnd() && left > 0) {
            left = waiter.awaitNanos(Wake.SOON, left);
            waiter.reset();
            slice = log.readSome(offset);
        }
        offset = Math.max(offset, slice.nextOffset());
        return slice;
    }

    @Override
    public void close() {
        log.remove(waiter);
    }
}
