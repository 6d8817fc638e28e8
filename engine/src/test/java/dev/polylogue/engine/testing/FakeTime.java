package dev.polylogue.engine.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Time that stands still until {@link #advance}; due actions run on the thread that advances, in order. */
public final class FakeTime implements Time {

    private static final long PATIENCE_SECONDS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock") private final PriorityQueue<Due> due = new PriorityQueue<>();

    @GuardedBy("lock") private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @GuardedBy("lock") private long nanos;

    @GuardedBy("lock") private long sequence;

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanoTime() {
        lock.lock();
        try {
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        lock.lock();
        try {
            var entry = new Due(nanos + delay.toNanos(), sequence++, action);
            due.add(entry);
            changed.signalAll();
            return () -> cancel(entry);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Due entry) {
        lock.lock();
        try {
            due.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at least {@code count} timers are set; fails when that does not come. */
    public void awaitTimers(int count) throws InterruptedException {
        lock.lock();
        try {
            long nanosLeft = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (due.size() < count) {
                if (nanosLeft <= 0) {
                    throw new AssertionError(due.size() + " timers are set, not " + count);
                }
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many timers are set. */
    public int timers() {
        lock.lock();
        try {
            return due.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@code duration} pass; actions that become due see the moment for which they were set. */
    public void advance(Duration duration) {
        long until = nanoTime() + duration.toNanos();
        for (Due next = takeUntil(until); next != null; next = takeUntil(until)) {
            next.action().run();
        }
    }

    /** Moves the wall clock only, as a person or a time server would. */
    public void jump(Duration duration) {
        lock.lock();
        try {
            now = now.plus(duration);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due takeUntil(long until) {
        lock.lock();
        try {
            Due next = due.peek();
            boolean isDue = next != null && next.at() <= until;
            moveTo(isDue && next != null ? next.at() : until);
            return isDue ? due.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private void moveTo(long at) {
        if (at > nanos) {
            now = now.plusNanos(at - nanos);
            nanos = at;
        }
    }

    private record Due(long at, long order, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
