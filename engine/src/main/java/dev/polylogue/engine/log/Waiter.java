package dev.polylogue.engine.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where one follower waits and writers wake it. A writer takes the lock only when it raises the urgency, so a stream of
 * ordinary chunks costs it one volatile read each while the follower has not looked yet.
 */
final class Waiter implements Wakeable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();

    /** Written under the lock only; read without it to find that nothing has to be raised. */
    private volatile Wake pending = Wake.NOTHING;

    /** Raises the urgency; never blocks for longer than the lock. */
    @Override
    public void wake(Wake wake) {
        if (pending.compareTo(wake) >= 0) {
            return;
        }
        lock.lock();
        try {
            if (pending.compareTo(wake) < 0) {
                pending = wake;
                raised.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the urgency is at least {@code least}, or {@code max} is over; returns what it then is. */
    Wake await(Wake least, Duration max) throws InterruptedException {
        var _ = awaitNanos(least, max.toNanos());
        return pending;
    }

    /** As {@link #await}; returns how much of {@code nanos} is left, nothing or less where it is over. */
    long awaitNanos(Wake least, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (pending.compareTo(least) < 0 && left > 0) {
                left = raised.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            pending = Wake.NOTHING;
        } finally {
            lock.unlock();
        }
    }
}
