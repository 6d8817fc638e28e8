package dev.polylogue.engine.log;

import java.time.Duration;

/** A cursor into one log. One thread uses it; several followers of one log know nothing of each other. */
public final class LogFollower implements AutoCloseable {

    private final GenerationLog log;
    private final Wakeable wakeable;
    private long offset;

    LogFollower(GenerationLog log, long offset, Wakeable wakeable) {
        this.log = log;
        this.offset = offset;
        this.wakeable = wakeable;
        log.add(wakeable);
    }

    /**
     * The next chunks since the last call, at once if there are any, and a bounded number of them; else waits for the next one. After {@code max} without
     * one, an empty slice. Appends, the end of the log and an interrupt wake it.
     */
    public LogSlice await(Duration max) throws InterruptedException {
        if (!(wakeable instanceof Waiter waiter)) {
            throw new IllegalStateException("this follower never waits: its wakeable is told");
        }
        long left = max.toNanos();
        LogSlice slice = take();
        while (slice.chunks().isEmpty() && !slice.isEnd() && left > 0) {
            left = waiter.awaitNanos(Wake.SOON, left);
            slice = take();
        }
        return slice;
    }

    /** What came since the last call, a bounded number of chunks; never waits. Where more is left, it wakes itself. */
    public LogSlice take() {
        wakeable.reset();
        LogSlice slice = log.readSome(offset);
        offset = Math.max(offset, slice.nextOffset());
        if (slice.hasMore()) {
            wakeable.wake(Wake.NOW);
        }
        return slice;
    }

    @Override
    public void close() {
        log.remove(wakeable);
    }
}
