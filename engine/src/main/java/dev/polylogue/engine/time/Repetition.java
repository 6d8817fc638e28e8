package dev.polylogue.engine.time;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds out of a timer and a thread for each, so that whoever owns those owns the order of the rounds, too. */
final class Repetition implements Time.Timer {

    private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

    private final Time time;
    private final String name;
    private final Duration pause;
    private final Runnable round;
    private volatile boolean isClosed;

    Repetition(Time time, String name, Duration pause, Runnable round) {
        this.time = time;
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    /** Waits for the next round. */
    void await() {
        var _ = time.schedule(pause, () -> {
            if (!isClosed) {
                time.startThread(name, this::runAndAwait);
            }
        });
    }

    private void runAndAwait() {
        runLogged(name, round);
        if (!isClosed) {
            await();
        }
    }

    static void runLogged(String name, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            LOG.error("{} failed", name, failure);
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
