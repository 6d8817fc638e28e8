package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes streams that have one answer each, on the event loop that reads from model servers.
 *
 * <p>There a token waits for no window, so handing it over to another thread would add a wake-up to its latency; the loop
 * that has just read it writes it itself, before it reads the next one. What others queue has a turn of its own.
 */
final class LoopWriter extends StreamWriter {

    private final Time time;
    private final Executor loop;
    private final Queue<OpenStream> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isTurnDue = new AtomicBoolean();
    private volatile boolean isClosing;
    private volatile boolean isOver;

    LoopWriter(Time time, UpstreamLoop loop) {
        this.time = time;
        this.loop = loop.executor();
        loop.afterReads().accept(() -> drain(waiting));
        lookLater();
    }

    @Override
    void enqueue(OpenStream stream, Wake wake) {
        waiting.add(stream);
        if (!isTurnDue.get() && isTurnDue.compareAndSet(false, true)) {
            onLoop(this::takeTurn);
        }
    }

    private void takeTurn() {
        // First, so that who queues something from now on calls another turn.
        isTurnDue.set(false);
        drain(waiting);
        if (isClosing) {
            sayFarewell();
        }
    }

    private void lookLater() {
        var _ = time.schedule(LOOK_EVERY, () -> onLoop(this::look));
    }

    private void look() {
        lookAfterAll();
        lookLater();
    }

    @Override
    void endAll() {
        isClosing = true;
        onLoop(this::takeTurn);
    }

    private void onLoop(Runnable action) {
        if (!isOver) {
            loop.execute(action);
        }
    }

    @Override
    public void close() {
        isOver = true;
    }
}
