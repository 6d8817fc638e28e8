package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The windows in which what may wait is read, the same for all event loops: they end at the same moments, so that what all
 * loops have read is written at once.
 *
 * <p>A token waits for the end of its window and then until all that came in it is read and written. The more there is, the
 * longer that takes, and the shorter are the windows, so that both together take {@link #LONGEST} at most where there
 * is a core for it. The fewer windows, the fewer writes.
 *
 * <p>Any loop may call it at any time.
 */
final class ReadWindows {

    /** What a token may take, 18 ms, without the little that timers are late. */
    static final Duration LONGEST = Duration.ofMillis(17);

    /** Windows differ by so much: each change has one that ends early. */
    private static final long STEP = TimeUnit.MICROSECONDS.toNanos(500);

    /** Of a turn that took long, a window forgets one in so many parts. */
    private static final int MEMORY = 64;

    private final Time time;
    private final long longest;
    private final AtomicInteger reading = new AtomicInteger();
    private volatile Runnable before = () -> {};
    private volatile Runnable after = () -> {};
    private volatile long length;

    /** When the first loop began to read. Written by that one. */
    private volatile long begun;

    /** How long reading and writing took lately, at most. Written by the last loop, as {@link #length}. */
    private volatile long turn;

    ReadWindows(Time time, Duration longest) {
        this.time = time;
        this.longest = longest.toNanos();
        this.length = this.longest;
    }

    /** What is to be done whenever a window is over, and when what came in it has been told. */
    void around(Runnable first, Runnable last) {
        before = first;
        after = last;
    }

    /** How many nanoseconds are left of this window. */
    long left() {
        long now = length;
        return now - Math.floorMod(time.nanoTime(), now);
    }

    /** A loop begins to read what came in a window. */
    void reading() {
        if (reading.incrementAndGet() == 1) {
            begun = time.nanoTime();
            before.run();
        }
    }

    /** It has read and told all of it. */
    void haveRead() {
        if (reading.decrementAndGet() == 0) {
            after.run();
            long taken = Math.max(time.nanoTime() - begun, turn - turn / MEMORY);
            turn = Math.min(taken, longest / 2);
            long rest = longest - turn;
            length = rest - rest % STEP;
        }
    }
}
