package dev.polylogue.testkit.proxy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the network does just now, to all connections of one proxy. Any thread may use it. */
final class Weather {

    enum Kind {
        FLOWING,
        SILENT,
        REFUSING,
        ENDED
    }

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock") private Kind kind = Kind.FLOWING;

    @GuardedBy("lock") private long bytesPerSecond;

    Weather(Time time) {
        this.time = time;
    }

    void turn(Kind next) {
        lock.lock();
        try {
            kind = kind == Kind.ENDED ? kind : next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void throttle(long value) {
        lock.lock();
        try {
            bytesPerSecond = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        throttle(0);
        turn(Kind.FLOWING);
    }

    void end() {
        turn(Kind.ENDED);
    }

    boolean isRefusing() {
        lock.lock();
        try {
            return kind == Kind.REFUSING || kind == Kind.ENDED;
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as nothing is carried, and then as long as these bytes take. */
    void pass(int bytes) throws InterruptedException {
        lock.lock();
        try {
            long begin = time.nanoTime();
            while (kind == Kind.SILENT) {
                changed.await();
            }
            long rest = duration(bytes);
            while (rest > 0) {
                changed.await(rest, TimeUnit.NANOSECONDS);
                rest = begin + duration(bytes) - time.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private long duration(int bytes) {
        return bytesPerSecond == 0 || kind != Kind.FLOWING ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    }
}
