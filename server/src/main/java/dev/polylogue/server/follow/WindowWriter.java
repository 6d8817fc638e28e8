package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes streams that have many answers each, on a thread of its own, in windows.
 *
 * <p>What a write costs is the wake-up, not the bytes: a thread for each connection that wakes for each window costs
 * several times what one thread does that wakes once and writes to all of them. So streams with something new stand in
 * one of two queues. What is urgent (a first token, an end, a question, a change of the list) is written at once. What may
 * wait is written when the window is over, {@link #WINDOW} after the last one; a window that is over already is no wait at
 * all.
 *
 * <p>The thread sleeps in one of two ways, and whoever queues something wakes it only out of the one that would be too
 * late: {@code IDLE} for anything, {@code WINDOW} for what is urgent. It first says how it sleeps and then looks at the
 * queues once more; whoever queues first queues and then looks how it sleeps. Behind a window that it has written it sleeps
 * until the end of the next one in any case: soon there is more, which then needs no wake-up of its own.
 *
 * <p>Where the event loop reads in windows, too, it writes what it has just read itself ({@link #beginTurn}, {@link #endTurn}):
 * there it is in the processor's cache, and nobody has to be woken. Whoever writes holds {@link #turn}; the loop does so only
 * where it is free, so it never waits.
 */
final class WindowWriter extends StreamWriter {

    static final Duration WINDOW = Duration.ofMillis(16);

    private enum Sleep {
        AWAKE,
        WINDOW,
        IDLE
    }

    private final Time time;
    private final Queue<OpenStream> urgent = new ConcurrentLinkedQueue<>();
    private final Queue<OpenStream> patient = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.AWAKE);
    private final ReentrantLock turn = new ReentrantLock();
    private final Thread thread;

    /** Whether the event loop will write what is queued now. */
    private volatile boolean isLoopsTurn;

    private volatile boolean isClosing;
    private volatile boolean isOver;
    private volatile long windowEnd;

    /** What follows is touched by the thread only. */
    private long restUntil;

    private long lookAt;

    WindowWriter(Time time) {
        this.time = time;
        this.windowEnd = time.nanoTime();
        this.restUntil = windowEnd;
        this.lookAt = time.nanoTime() + LOOK_EVERY.toNanos();
        this.thread = Thread.ofPlatform().name("stream-writer").daemon().start(this::loop);
    }

    @Override
    void enqueue(OpenStream stream, Wake wake) {
        if (wake == Wake.NOW) {
            urgent.add(stream);
            wakeUp(true);
        } else {
            patient.add(stream);
            if (!isLoopsTurn) {
                wakeUp(false);
            }
        }
    }

    private void wakeUp(boolean isUrgent) {
        Sleep how = sleep.get();
        boolean isTooLong = how == Sleep.IDLE || (isUrgent && how == Sleep.WINDOW);
        if (isTooLong && sleep.compareAndSet(how, Sleep.AWAKE)) {
            LockSupport.unpark(thread);
        }
    }

    /** The event loop begins to read what came in a window: from now on it wakes nobody for what may wait. */
    void beginTurn() {
        isLoopsTurn = true;
    }

    /** It has read all of it: writes what waits for the end of the window. Never blocks. */
    void endTurn() {
        // First, so that who finds it unchanged has queued before what is queued is written.
        isLoopsTurn = false;
        if (patient.isEmpty() || isOver) {
            return;
        }
        if (turn.tryLock()) {
            try {
                writeWindow();
            } finally {
                turn.unlock();
            }
        } else {
            windowEnd = time.nanoTime();
            wakeUp(true);
        }
    }

    private void writeWindow() {
        windowEnd = time.nanoTime() + WINDOW.toNanos();
        drain(patient);
    }

    @Override
    void endAll() {
        isClosing = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (!isOver) {
            turn.lock();
            try {
                takeTurn();
            } finally {
                turn.unlock();
            }
            park();
        }
    }

    private void takeTurn() {
        drain(urgent);
        if (isWindowOver() && !patient.isEmpty()) {
            writeWindow();
            restUntil = windowEnd;
        }
        if (isClosing) {
            sayFarewell();
        } else if (time.nanoTime() - lookAt >= 0) {
            lookAt = time.nanoTime() + LOOK_EVERY.toNanos();
            lookAfterAll();
        }
    }

    private boolean isWindowOver() {
        return time.nanoTime() - windowEnd >= 0;
    }

    private void park() {
        boolean isResting = time.nanoTime() - restUntil < 0;
        boolean isWindow = !isWindowOver() && (isResting || !patient.isEmpty());
        sleep.set(isWindow ? Sleep.WINDOW : Sleep.IDLE);
        boolean mayWait = patient.isEmpty() || (isWindow && !isWindowOver());
        boolean isNothingNew = urgent.isEmpty() && mayWait && !isOver;
        if (isNothingNew) {
            long until = isWindow ? windowEnd : lookAt;
            LockSupport.parkNanos(this, Math.max(0, until - time.nanoTime()));
        }
        sleep.set(Sleep.AWAKE);
    }

    @Override
    public void close() {
        isOver = true;
        LockSupport.unpark(thread);
    }
}
