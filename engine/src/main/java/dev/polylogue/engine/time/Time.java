package dev.polylogue.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * The clock, the timers and the threads of the engine. Any thread may use it.
 *
 * <p>They are one thing, because whoever owns all three owns the order in which anything happens: a simulation runs the
 * real engine with threads of its own making, and the same seed gives the same order again.
 */
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

    /** Starts a virtual thread of that name; what it runs may block. Returns at once. */
    default Thread startThread(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }

    /**
     * Has {@code round} called again and again, the first time and each next time {@code pause} after the one before has ended,
     * on a thread of that name: it may block. What it throws is logged, and it is called again all the same. Once the timer
     * is closed no other begins; one that has begun goes on.
     */
    default Timer repeat(String name, Duration pause, Runnable round) {
        var repetition = new Repetition(this, name, pause, round);
        repetition.await();
        return repetition;
    }

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
