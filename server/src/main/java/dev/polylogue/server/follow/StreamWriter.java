package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one thread that writes all streams.
 *
 * <p>What a write costs is the wake-up, not the bytes: a thread for each connection that wakes for each window costs
 * several times what one thread does that wakes once and writes to all of them. So streams with something new stand in
 * one of two queues. What is urgent (a first token, an end, a question, a change of the list, each token of a stream that
 * has only one answer) is written at once. What may wait is written when the window is over, {@link #WINDOW} after the
 * last one; a window that is over already is no wait at all.
 *
 * <p>Nothing here blocks: a connection that takes nothing is passed over until its container says that there is room. A
 * stream stands in a queue at most once for each urgency, so the queues are bounded by the open streams.
 *
 * <p>The thread sleeps in one of two ways, and whoever queues something wakes it only out of the one that would be too
 * late: {@code IDLE} for anything, {@code WINDOW} for what is urgent. It first says how it sleeps and then looks at the
 * queues once more; whoever queues first queues and then looks how it sleeps.
 */
@Component
final class StreamWriter implements AutoCloseable {

    static final Duration WINDOW = Duration.ofMillis(16);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    private enum Sleep {
        AWAKE,
        WINDOW,
        IDLE
    }

    private final Time time;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private final Queue<OpenStream> urgent = new ConcurrentLinkedQueue<>();
    private final Queue<OpenStream> patient = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.AWAKE);
    private final Frames frames = new Frames();
    private final List<OpenStream> turn = new ArrayList<>();
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile boolean isOver;
    private long windowEnd;
    private long lookAt;

    StreamWriter(Time time) {
        this.time = time;
        this.windowEnd = time.nanoTime();
        this.lookAt = time.nanoTime() + LOOK_EVERY.toNanos();
        this.thread = Thread.ofPlatform().name("stream-writer").daemon().start(this::loop);
    }

    /** From now on it is looked after, until it is over. */
    void add(OpenStream stream) {
        open.add(stream);
        enqueue(stream, Wake.NOW);
    }

    /** Has the stream written, at once or at the end of the window. Any thread; never blocks. */
    void enqueue(OpenStream stream, Wake wake) {
        if (wake == Wake.NOW) {
            urgent.add(stream);
            wakeUp(true);
        } else {
            patient.add(stream);
            wakeUp(false);
        }
    }

    private void wakeUp(boolean isUrgent) {
        Sleep how = sleep.get();
        boolean isTooLong = how == Sleep.IDLE || (isUrgent && how == Sleep.WINDOW);
        if (isTooLong && sleep.compareAndSet(how, Sleep.AWAKE)) {
            LockSupport.unpark(thread);
        }
    }

    /** Has all streams say farewell and end; returns at once. */
    void endAll() {
        isClosing = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (!isOver) {
            try {
                drain(urgent);
                if (time.nanoTime() - windowEnd >= 0 && !patient.isEmpty()) {
                    windowEnd = time.nanoTime() + WINDOW.toNanos();
                    drain(patient);
                }
                lookAfterAll();
                park();
            } catch (RuntimeException bug) {
                // One stream's mistake must not end those of all others.
                LOG.error("a stream failed", bug);
                frames.clear();
                turn.clear();
            }
        }
    }

    /** Writes what stands in the queue now; what is queued meanwhile has its turn the next time. */
    private void drain(Queue<OpenStream> queue) {
        for (OpenStream stream = queue.poll(); stream != null; stream = queue.poll()) {
            turn.add(stream);
        }
        turn.forEach(stream -> stream.write(frames));
        turn.clear();
    }

    private void lookAfterAll() {
        if (isClosing) {
            open.forEach(stream -> stream.close(frames));
            open.clear();
        } else if (time.nanoTime() - lookAt >= 0) {
            lookAt = time.nanoTime() + LOOK_EVERY.toNanos();
            open.forEach(stream -> stream.lookAfter(frames));
            open.removeIf(OpenStream::isOver);
        }
    }

    private void park() {
        boolean isWindow = !patient.isEmpty();
        sleep.set(isWindow ? Sleep.WINDOW : Sleep.IDLE);
        boolean isNothingNew = urgent.isEmpty() && patient.isEmpty() != isWindow && !isOver;
        if (isNothingNew) {
            long until = isWindow ? windowEnd : lookAt;
            LockSupport.parkNanos(this, Math.max(0, until - time.nanoTime()));
        }
        sleep.set(Sleep.AWAKE);
    }

    /** Ends the thread; streams that are still open are not written any more. */
    @Override
    public void close() {
        isOver = true;
        LockSupport.unpark(thread);
    }
}
