package dev.polylogue.server.follow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.RefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Counts the streams that are open, and takes no new ones when the server goes away. Any thread may use it. A person's
 * entry lives as long as one of their event connections.
 */
@Component
final class OpenStreams {

    private final int eventConnections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();

    @GuardedBy("lock") private final Map<UserId, Integer> byUser = new HashMap<>();

    @GuardedBy("lock") private int open;

    private volatile boolean isClosing;

    OpenStreams(Settings settings) {
        eventConnections = settings.limits().eventConnections();
    }

    /** A place for the stream of one generation. */
    OpenStream.Seat take() {
        lock.lock();
        try {
            refuseIfClosing();
            open++;
            return this::leave;
        } finally {
            lock.unlock();
        }
    }

    /** A place for an event connection, of which each person has only so many. */
    OpenStream.Seat take(UserId user) {
        lock.lock();
        try {
            refuseIfClosing();
            if (byUser.getOrDefault(user, 0) >= eventConnections) {
                throw RefusedException.rateLimited(
                        "Too many event connections: close one, or share one between your pages.",
                        Duration.ofSeconds(5));
            }
            byUser.merge(user, 1, Integer::sum);
            open++;
            return () -> leave(user);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no new ones from now on. */
    void refuseNew() {
        isClosing = true;
    }

    /** Waits until all have ended, {@code max} at most. */
    void awaitNone(Duration max) throws InterruptedException {
        long nanos = max.toNanos();
        lock.lockInterruptibly();
        try {
            while (open > 0 && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private void refuseIfClosing() {
        if (isClosing) {
            throw RefusedException.because(
                    ErrorCode.SHUTTING_DOWN, "The server is going away: connect again in a moment.");
        }
    }

    private void leave(UserId user) {
        lock.lock();
        try {
            byUser.computeIfPresent(user, (_, count) -> count > 1 ? count - 1 : null);
            leave();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            open--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
