package dev.polylogue.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock, one daemon thread for all timers, and one for each repetition. */
public final class SystemTime implements Time, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

    private final ScheduledThreadPoolExecutor timers;

    public SystemTime() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timers").factory());
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        try {
            var future = timers.schedule(
                    () -> Repetition.runLogged("a timer's action", action), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a timer was set after the end and will not fire", closed);
            return () -> {};
        }
    }

    /**
     * On one platform thread that sleeps in between: a timer that starts a virtual thread for each round wakes two more
     * threads, which costs more than a short round itself.
     */
    @Override
    public Timer repeat(String name, Duration pause, Runnable round) {
        var over = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                while (!over.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    Repetition.runLogged(name, round);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return over::countDown;
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
