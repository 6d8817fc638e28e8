package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.store.StoreUnavailableException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What lies between the engine and the tables: it is slow at times, and at times it takes nothing. */
final class Disk {

    private static final Set<String> READS =
            Set.of("find", "messages", "message", "list", "settings", "expired", "next", "ready");
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final SplittableRandom chance;
    private final Flaw flaw;
    private final List<Outage> outages = new ArrayList<>();
    private boolean isHealed;
    private boolean isStarting;

    /** When it lately was slow or took nothing. */
    private long troubledAt = -10 * SECOND;

    Disk(World world, Flaw flaw) {
        this.world = world;
        this.chance = world.chance();
        this.flaw = flaw;
        int count = Math.max(0, chance.nextInt(4) - 1);
        for (int i = 0; i < count; i++) {
            long from = chance.nextLong(12 * SECOND);
            long length = chance.nextInt(3) == 0 ? chance.nextLong(15 * SECOND) : chance.nextLong(SECOND);
            outages.add(new Outage(from, from + length, chance.nextBoolean()));
        }
    }

    private record Outage(long from, long until, boolean hitsReads) {}

    /** From now on it is quick and takes everything. */
    void heal() {
        isHealed = true;
    }

    /** A process that cannot read its store at start says so and ends; that is not what is played here. */
    void starting(boolean nowStarting) {
        isStarting = nowStarting;
    }

    /** Whether it was well for that long. */
    boolean isWellSince(Duration time) {
        return world.nanos() - troubledAt > time.toNanos();
    }

    @Nullable Object access(Host host, Method method, Supplier<@Nullable Object> work) {
        world.scheduler().mayYield();
        if (!isHealed && chance.nextInt(24) == 0) {
            pause(host, Duration.ofMillis(chance.nextInt(60)));
            troubledAt = world.nanos();
        }
        if (isOut(method.getName())) {
            troubledAt = world.nanos();
            throw new StoreUnavailableException("the simulated disk takes nothing");
        }
        Object result = flaw.access(world, host, method, work);
        world.scheduler().mayYield();
        return result;
    }

    private boolean isOut(String method) {
        long now = world.nanos();
        return !isHealed
                && !isStarting
                && outages.stream()
                        .anyMatch(outage -> outage.from <= now
                                && now < outage.until
                                && (outage.hitsReads || !READS.contains(method)));
    }

    /** As a write that has begun, it is not interrupted. */
    static void pause(Host host, Duration time) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            host.pause(time);
        } catch (InterruptedException interrupted) {
            wasInterrupted = true;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
