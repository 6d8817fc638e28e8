package dev.polylogue.faults;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.faults.SseSocket.Event;
import dev.polylogue.protocol.id.GenerationId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Follows a stream over any number of connections, as browsers do: when one breaks it connects again with the last id
 * that it saw. A virtual thread reads; whoever made it closes it.
 */
abstract class Follower implements AutoCloseable {

    private static final long PAUSE_MILLIS = 10;

    private final int port;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch live = new CountDownLatch(1);
    private final Set<GenerationId> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable String lastId;

    @GuardedBy("lock") private @Nullable SseSocket socket;

    Follower(int port) {
        this.port = port;
    }

    /** Where the stream is. */
    abstract String path();

    /** Told after each connection, before its first event; false where there is nothing to follow. */
    abstract boolean begins(int status);

    /** Takes an event; false where it was the last one. */
    abstract boolean takes(Event event);

    Follower start() {
        Thread.ofVirtual().name("follower").start(this::run);
        return this;
    }

    private void run() {
        try {
            while (closed.getCount() > 0 && goesOn()) {
                closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError broken) {
            failure = broken;
        } finally {
            over.countDown();
        }
    }

    /** False where all is seen. */
    private boolean goesOn() {
        try (SseSocket stream = SseSocket.open(port, path(), lastId)) {
            hold(stream);
            connections.incrementAndGet();
            if (!begins(stream.status())) {
                return false;
            }
            live.countDown();
            for (Event event = stream.next(); event != null; event = stream.next()) {
                if (!takes(event)) {
                    return false;
                }
                seen(event);
            }
        } catch (IOException cut) {
            // To be cut is what these followers are for.
        }
        return true;
    }

    /** The next connection goes on behind this event. */
    void seen(Event event) {
        lastId = event.id() == null ? lastId : event.id();
    }

    private void hold(SseSocket stream) {
        lock.lock();
        try {
            socket = stream;
        } finally {
            lock.unlock();
        }
    }

    void sawEnd(GenerationId id) {
        ended.add(id);
    }

    /** The last id that it saw. */
    @Nullable String lastId() {
        return lastId;
    }

    /** How many times it got an answer. */
    int connections() {
        return connections.get();
    }

    boolean hasSeenEnds(Collection<GenerationId> ids) {
        checkHealthy();
        return ended.containsAll(ids);
    }

    /** Waits for its first connection. */
    void awaitLive(Duration atMost) throws InterruptedException {
        if (!live.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            checkHealthy();
            throw new AssertionError("no connection to " + path() + " in " + atMost);
        }
    }

    /** Waits until there is no more to see. */
    void awaitOver(Duration atMost) throws InterruptedException {
        if (!over.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError(path() + " is not over in " + atMost);
        }
        checkHealthy();
    }

    private void checkHealthy() {
        Throwable broken = failure;
        if (broken != null) {
            throw new AssertionError("the follower of " + path() + " broke", broken);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        lock.lock();
        try {
            if (socket != null) {
                socket.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
