package dev.polylogue.testkit.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs virtual threads one at a time on the thread that calls {@link #runUntil}, and draws which one is next.
 *
 * <p><b>How.</b> A virtual thread is a continuation that is handed to an executor whenever it may go on. The JDK has a
 * constructor for a builder of virtual threads with an executor of one's own; it is not public, so it is reached by
 * reflection. Here that executor only notes the thread as ready. A thread keeps the processor until it waits (for a lock,
 * a latch, another thread, virtual time) or yields; what happens in between is one step.
 *
 * <p><b>Why it is exact.</b> Those that are ready are kept in the order of their birth, not of their waking, since some
 * maps of the engine are ordered by address, which differs from run to run. So the draw sees the same list every time.
 * No other thread may wake one of these: real timeouts are longer than any run.
 *
 * <p>The threads of a {@link Host} that crashed are never run again. Nothing unwinds in them, as nothing does in a
 * process that is killed.
 */
final class Scheduler {

    private static final Constructor<?> BUILDER = builder();
    private static final long MAX_STEPS = 5_000_000;

    private final RandomGenerator random;
    private final List<Scheduled> ready = new ArrayList<>();
    private int born;
    private long steps;
    private long trace;

    Scheduler(RandomGenerator random) {
        this.random = random;
    }

    private static Constructor<?> builder() {
        try {
            Constructor<?> constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException missing) {
            throw new IllegalStateException(
                    "the simulation needs JDK 25 and --add-opens java.base/java.lang=ALL-UNNAMED", missing);
        }
    }

    /** Starts a thread of that host; it runs when it is drawn. */
    Thread start(Host host, String name, Runnable work) {
        var executor = new Scheduled(host, born++);
        try {
            var builder = (Thread.Builder.OfVirtual) BUILDER.newInstance(executor);
            return builder.name(name).start(work);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs what is ready; where nothing is, {@code onIdle} lets time pass. */
    void runUntil(BooleanSupplier isOver, Runnable onIdle) {
        while (!isOver.getAsBoolean()) {
            if (ready.isEmpty()) {
                onIdle.run();
            } else {
                step();
            }
        }
    }

    private void step() {
        if (++steps > MAX_STEPS) {
            throw new AssertionError("it goes on and on: more than " + MAX_STEPS + " steps");
        }
        Scheduled next = ready.remove(random.nextInt(ready.size()));
        if (next.host.isUp() && next.continuation != null) {
            note(next.number);
            next.continuation.run();
        }
    }

    /** Lets others go first, maybe. Called by a thread of this scheduler, never inside of a lock of a map. */
    @SuppressWarnings("ThreadPriorityCheck") // The scheduler that is relied on is this one.
    void mayYield() {
        if (random.nextInt(4) == 0) {
            Thread.yield();
        }
    }

    /** Mixes what happened into the trace. */
    void note(long what) {
        trace = (trace ^ what) * 0x9E3779B97F4A7C15L;
        trace ^= trace >>> 29;
    }

    /** A number that differs when anything happened in another order. */
    long trace() {
        return trace;
    }

    long steps() {
        return steps;
    }

    /** The executor of one thread, which knows its continuation as soon as it is ready for the first time. */
    private final class Scheduled implements Executor, Comparable<Scheduled> {

        private final Host host;
        private final int number;
        private @Nullable Runnable continuation;

        private Scheduled(Host host, int number) {
            this.host = host;
            this.number = number;
        }

        @Override
        public void execute(Runnable command) {
            continuation = command;
            int place = Collections.binarySearch(ready, this);
            ready.add(place < 0 ? -place - 1 : place, this);
        }

        @Override
        public int compareTo(Scheduled other) {
            return Integer.compare(number, other.number);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }
}
