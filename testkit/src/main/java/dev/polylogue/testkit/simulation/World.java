package dev.polylogue.testkit.simulation;

import dev.polylogue.testkit.checker.HistoryRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * What everybody in one simulation shares: the scheduler, the clock, the history, and what was found wrong. One thread
 * of the machine runs all of it, so nothing here needs a lock.
 *
 * <p>Time passes when nobody can run; now and then also before, as on a machine that is slow.
 */
final class World {

    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

    private final SplittableRandom random;
    private final Scheduler scheduler;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final List<String> complaints = new ArrayList<>();
    private final Host outside;
    private Duration wallJump = Duration.ZERO;
    private long nanos;
    private long order;
    private long moments;

    World(long seed) {
        this.random = new SplittableRandom(seed);
        this.scheduler = new Scheduler(random.split());
        this.outside = new Host(this, "outside");
    }

    /** A source of chance of one's own, so that one more draw here changes nothing there. */
    SplittableRandom chance() {
        return random.split();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Where people and cables are: it never crashes. */
    Host outside() {
        return outside;
    }

    HistoryRecorder recorder() {
        return recorder;
    }

    /** The next moment of the history. */
    long moment() {
        return ++moments;
    }

    long nanos() {
        return nanos;
    }

    Instant wallClock() {
        return BEGIN.plusNanos(nanos).plus(wallJump);
    }

    /** Moves the wall clock only. */
    void jump(Duration by) {
        wallJump = wallJump.plus(by);
    }

    /** Something is wrong that no history shows. */
    void complain(String words) {
        complaints.add(words);
    }

    List<String> complaints() {
        return complaints;
    }

    Due schedule(Host host, Duration delay, Runnable action) {
        var entry = new Due(nanos + delay.toNanos(), order++, host, action);
        due.add(entry);
        return entry;
    }

    void cancel(Due entry) {
        due.remove(entry);
    }

    void runUntil(BooleanSupplier isOver) {
        scheduler.runUntil(isOver, this::passTime);
    }

    private void passTime() {
        Due first = due.peek();
        if (first == null) {
            throw new AssertionError("nobody can go on, and nothing will come");
        }
        // A machine that is slow finds several timers due at once.
        long slowness = random.nextInt(8) == 0 ? random.nextLong(20_000_000) : 0;
        nanos = Math.max(nanos, first.at) + slowness;
        for (Due next = due.peek(); next != null && next.at <= nanos; next = due.peek()) {
            due.remove();
            if (next.host.isUp()) {
                scheduler.start(next.host, "timer", next.host.guarded("timer", next.action));
            }
        }
    }

    /** A timer. */
    static final class Due implements Comparable<Due> {

        private final long at;
        private final long order;
        private final Host host;
        private final Runnable action;

        private Due(long at, long order, Host host, Runnable action) {
            this.at = at;
            this.order = order;
            this.host = host;
            this.action = action;
        }

        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }
}
