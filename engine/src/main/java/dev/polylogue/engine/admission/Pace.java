package dev.polylogue.engine.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * When the calls of the last minute began: at most so many may begin within any minute, wherever that minute begins.
 * Holds as many moments as a minute's calls. Guarded by the lock around it; times are those of the clock that never
 * jumps.
 */
final class Pace {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Deque<Long> begun = new ArrayDeque<>();

    void began(long now) {
        begun.add(now);
    }

    /** How many nanoseconds until the next call may begin; 0: it may now. */
    long nanosToNext(int perMinute, long now) {
        forget(now);
        int tooMany = begun.size() - perMinute;
        if (tooMany < 0) {
            return 0;
        }
        Iterator<Long> oldest = begun.iterator();
        for (int i = 0; i < tooMany; i++) {
            oldest.next();
        }
        return oldest.next() + MINUTE - now;
    }

    /** Whether no call began within the last minute. */
    boolean isFresh(long now) {
        forget(now);
        return begun.isEmpty();
    }

    private void forget(long now) {
        while (!begun.isEmpty() && now - begun.getFirst() >= MINUTE) {
            begun.removeFirst();
        }
    }
}
