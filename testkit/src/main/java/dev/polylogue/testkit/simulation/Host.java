package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.time.Time;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process in the world: its clock, timers and threads, all of which are gone at once when it crashes. */
final class Host implements Time {

    private final World world;
    private final String name;
    private final List<Runnable> onCrash = new ArrayList<>();
    private boolean isUp = true;

    Host(World world, String name) {
        this.world = world;
        this.name = name;
    }

    boolean isUp() {
        return isUp;
    }

    /** Ends it like {@code kill -9}: no thread of it takes another step. */
    void crash() {
        isUp = false;
        onCrash.forEach(Runnable::run);
        onCrash.clear();
    }

    /** Has {@code action} called when it crashes: what the other end of a connection notices. */
    void onCrash(Runnable action) {
        onCrash.add(action);
    }

    void forgetCrash(Runnable action) {
        onCrash.remove(action);
    }

    @Override
    public Instant now() {
        return world.wallClock();
    }

    @Override
    public long nanoTime() {
        return world.nanos();
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        var entry = world.schedule(this, delay, action);
        return () -> world.cancel(entry);
    }

    @Override
    public Thread startThread(String thread, Runnable work) {
        return world.scheduler().start(this, thread, guarded(thread, work));
    }

    private static String describe(Throwable death) {
        var words = new StringWriter();
        death.printStackTrace(new PrintWriter(words));
        return words.toString();
    }

    /** No thread of the engine may die of what it meets; one that does is found, not just printed. */
    Runnable guarded(String thread, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable death) {
                world.complain("thread " + thread + " of " + name + " died of " + describe(death));
            }
        };
    }
}
