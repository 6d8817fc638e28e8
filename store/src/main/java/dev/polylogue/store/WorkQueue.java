package dev.polylogue.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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

    /** Adds to the end; false where the queue is closed. Waits for room, also when interrupted. */
    boolean put(T work) {
        lock.lock();
        try {
            while (!closed && waiting.size() >= bound) {
                hasRoom.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            waiting.add(work);
            hasWork.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what waits, at most {@code max}; waits for one. Empty only when the queue is closed and all was taken. */
    List<T> take(int max) {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                hasWork.awaitUninterruptibly();
            }
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
