package dev.polylogue.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a database thread, first come first served. Bounded: who brings more waits for room. Unlike the queues
 * of the JDK it can be closed, and then neither a giver nor a taker is left waiting.
 */
final class WorkQueue<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasWork = lock.newCondition();
    private final Condition hasRoom = lock.newCondition();
    private final int bound;

    @GuardedBy("lock") private final ArrayDeque<T> waiting = new ArrayDeque<>();

    @GuardedBy("lock") private boolean closed;

    WorkQueue(int bound) {
        this.bound = bound;
    }

    /** What became of the wish to add something. */
    enum Put {
        TAKEN,
        CLOSED,
        NO_ROOM
    }

    /** Adds to the end. Waits for room, also when interrupted, but not for longer than {@code patience}. */
    Put put(T work, Duration patience) {
        boolean isInterrupted = false;
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!closed && waiting.size() >= bound && nanos > 0) {
                try {
                    nanos = hasRoom.awaitNanos(nanos);
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
            if (closed) {
                return Put.CLOSED;
            }
            if (waiting.size() >= bound) {
                return Put.NO_ROOM;
            }
            waiting.add(work);
            hasWork.signal();
            return Put.TAKEN;
        } finally {
            lock.unlock();
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes what waits, at most {@code max}; waits for one. Empty only when the queue is closed and all was taken. */
    List<T> take(int max) {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                hasWork.awaitUninterruptibly();
            }
            return poll(max);
        } finally {
            lock.unlock();
        }
    }

    /** Takes what waits now, at most {@code max}. */
    List<T> poll(int max) {
        lock.lock();
        try {
            List<T> taken = new ArrayList<>(Math.min(max, waiting.size()));
            while (taken.size() < max && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            hasRoom.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes in; what waits is still given out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            hasWork.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
