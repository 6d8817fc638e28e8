package dev.polylogue.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** The clock and the timers of the engine. Any thread may use it. */
public interface Time {

    /** Wall time, for people and for the store. It may jump. */
    Instant now();

    /** A clock in nanoseconds that never jumps; only differences mean something. */
    long nanoTime();

    /**
     * Has {@code action} called once after {@code delay}, on a timer thread: it must be short and must not block. What
     * it throws is logged and goes no further.
     */
    Timer schedule(Duration delay, Runnable action);

    /** Waits for {@code duration}; ends early, with the exception, when the thread is interrupted. */
    default void pause(Duration duration) throws InterruptedException {
        var over = new CountDownLatch(1);
        try (Timer _ = schedule(duration, over::countDown)) {
            over.await();
        }
    }

    /** A scheduled action. Closing it cancels the action unless it has begun; closing twice is closing once. */
    interface Timer extends AutoCloseable {
        @Override
        void close();
    }
}
