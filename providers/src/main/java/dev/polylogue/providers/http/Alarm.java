package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an exchange, on its event loop. Bytes that come only have the exchange note the moment; the timer looks
 * at that when it fires, and goes on waiting for what is missing. So a token costs no timer.
 */
final class Alarm {

    private final Time time;
    private final Consumer<Runnable> loop;
    private final LongSupplier lastLife;
    private Time.@Nullable Timer timer;
    private long setAt;
    private long generation;

    /** {@code lastLife} is the {@link Time#nanoTime} when something came last. */
    Alarm(Time time, Consumer<Runnable> loop, LongSupplier lastLife) {
        this.time = time;
        this.loop = loop;
        this.lastLife = lastLife;
    }

    boolean isSet() {
        return timer != null;
    }

    /** Replaces what was set: {@code action} is called on the loop when nothing comes for that long. */
    void set(Duration after, Runnable action) {
        close();
        setAt = time.nanoTime();
        schedule(after, after, action);
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
        long now = time.nanoTime();
        Duration missing = after.minusNanos(Math.min(now - setAt, now - lastLife.getAsLong()));
        if (missing.isPositive()) {
            schedule(missing, after, action);
        } else {
            action.run();
        }
    }
}
