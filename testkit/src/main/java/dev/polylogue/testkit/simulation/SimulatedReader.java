package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A program that reads one generation by its chunks, from some offset, until it ends or its server does. */
final class SimulatedReader implements Runnable {

    private static final Duration LONG = Duration.ofDays(1);

    private final World world;
    private final SimulatedServer.Running running;
    private final StoredGeneration generation;
    private final ViewRecorder view;
    private final SplittableRandom chance;
    private Thread thread = Thread.currentThread();

    SimulatedReader(World world, SimulatedServer.Running running, StoredGeneration generation, String name) {
        this.world = world;
        this.running = running;
        this.generation = generation;
        this.view = world.recorder().view(name, false);
        this.chance = world.chance();
    }

    @Override
    public void run() {
        UserId owner = generation.owner();
        GenerationLog log = running.engine().logs().find(owner, generation.id()).orElse(null);
        if (log == null) {
            return;
        }
        thread = Thread.currentThread();
        Runnable gone = () -> thread.interrupt();
        running.host().onCrash(gone);
        try {
            long offset = chance.nextLong(log.read(0).nextOffset() + 1);
            while (running.host().isUp() && offset >= 0) {
                offset = read(log, offset);
            }
        } catch (InterruptedException cut) {
            // Its server is gone.
        } finally {
            running.host().forgetCrash(gone);
        }
    }

    /** Reads for a while; returns where to go on, less than nothing at the end. */
    private long read(GenerationLog log, long from) throws InterruptedException {
        long offset = from;
        view.see(new Sight.Opened(world.moment(), generation.id(), offset));
        try (LogFollower follower = log.follow(offset)) {
            while (chance.nextInt(8) != 0) {
                LogSlice slice = follower.await(LONG);
                see(slice);
                offset = slice.nextOffset();
                if (slice.isEnd()) {
                    return -1;
                }
                world.outside().pause(Duration.ofMillis(chance.nextInt(200)));
            }
        }
        return offset;
    }

    private void see(LogSlice slice) {
        List<String> json = slice.chunks().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
        if (!json.isEmpty()) {
            long at = world.moment();
            view.see(new Sight.Chunks(at, at, generation.conversationId(), generation.id(), slice.offset(), json));
        }
    }
}
