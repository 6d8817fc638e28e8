package dev.polylogue.engine.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where one follower waits and writers wake it. A writer takes the lock only when it raises the urgency, so a stream of
 * ordinary chunks costs it one volatile read each while the follower has not looked yet.
 */
final class Waiter {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();

    /** Written under the lock only; read without it to find that nothing has to be raised. */
    private volatile Wake pending = Wake.NOTHING;

    /** Raises the urgency; never blocks for longer than the lock. */
    void wake(Wake wake) {
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
        long nanos = max.toNanos();
        lock.lockInterruptibly();
        try {
            while (pending.compareTo(least) < 0 && nanos > 0) {
                nanos = raised.awaitNanos(nanos);
            }
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** To be called before looking: what comes from now on wakes again. */
    void reset() {
        lock.lock();
        try {
            pending = Wake.NOTHING;
        } finally {
            lock.unlock();
        }
    }
}
