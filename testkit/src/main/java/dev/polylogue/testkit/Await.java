package dev.polylogue.testkit;

import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what gives no signal of its own. Prefer a latch or a condition where there is one. */
public final class Await {

    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Time TIME = new SystemTime();

    private Await() {}

    /** Looks again and again until {@code claim} holds; {@link AssertionError} when it does not in time. */
    public static void until(String what, Duration atMost, BooleanSupplier claim) {
        long begin = TIME.nanoTime();
        while (!claim.getAsBoolean()) {
            if (TIME.nanoTime() - begin > atMost.toNanos()) {
                throw new AssertionError("not in " + atMost + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
