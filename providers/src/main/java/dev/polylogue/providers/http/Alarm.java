package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an exchange, on its event loop. Bytes that come only note the moment; the timer looks at that when
 * it fires, and goes on waiting for what is missing. So a token costs no timer.
 */
final class Alarm {

    private final Time time;
    private final Consumer<Runnable> loop;
    private Time.@Nullable Timer timer;
    private long lastLife;
    private long generation;

    Alarm(Time time, Consumer<Runnable> loop) {
        this.time = time;
        this.loop = loop;
    }

    boolean isSet() {
        return timer != null;
    }

    /** Replaces what was set: {@code action} is called on the loop when nothing touches the alarm for that long. */
    void set(Duration after, Runnable action) {
        close();
        lastLife = time.nanoTime();
        schedule(after, after, action);
    }

    /** Something came. */
    void touch() {
        lastLife = time.nanoTime();
    }

    void close() {
        generation++;
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    private void schedule(Duration delay, Duration after, Runnable action) {
        long mine = generation;
        timer = time.schedule(delay, () -> loop.accept(() -> fired(mine, after, action)));
    }

    private void fired(long scheduled, Duration after, Runnable action) {
        if (scheduled != generation) {
            return;
        }
        Duration missing = after.minusNanos(time.nanoTime() - lastLife);
        if (missing.isPositive()) {
            schedule(missing, after, action);
        } else {
            action.run();
        }
    }
}
