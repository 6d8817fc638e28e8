package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedBatch;
import dev.polylogue.engine.log.FeedChunks;
import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.log.FeedGeneration;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A browser that follows everything of one person over a network that cuts it: what was on its way is then lost, and it
 * resumes from the last that it saw.
 */
final class SimulatedFollower implements Runnable {

    /** Longer than any run: nothing but the engine wakes it. */
    private static final Duration LONG = Duration.ofDays(1);

    private static final Duration WINDOW = Duration.ofMillis(16);

    private final World world;
    private final SimulatedServer server;
    private final Plot plot;
    private final UserId owner;
    private final ViewRecorder view;
    private final SplittableRandom chance;
    private final boolean isSlow;
    private final Set<GenerationId> live = new HashSet<>();
    private Optional<FeedPosition> lastSeen = Optional.empty();
    private @Nullable Thread thread;
    private boolean isOver;
    private boolean isNetworkWell;

    SimulatedFollower(World world, SimulatedServer server, Plot plot, UserId owner, String name) {
        this.world = world;
        this.server = server;
        this.plot = plot;
        this.owner = owner;
        this.view = world.recorder().view(name, false);
        this.chance = world.chance();
        this.isSlow = chance.nextInt(3) == 0;
    }

    void start() {
        thread = world.outside().startThread("follower", this);
        cutLater();
    }

    private void cutLater() {
        world.schedule(world.outside(), Duration.ofMillis(200 + chance.nextInt(8_000)), () -> {
            if (!isNetworkWell) {
                cut();
                cutLater();
            }
        });
    }

    private void cut() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** No more cuts. */
    void heal() {
        isNetworkWell = true;
    }

    void end() {
        isOver = true;
        cut();
    }

    /** What it shows as not ended. */
    Set<GenerationId> live() {
        return Set.copyOf(live);
    }

    @Override
    public void run() {
        while (!isOver) {
            try {
                SimulatedServer.Running running = server.running();
                if (running != null) {
                    follow(running);
                }
                world.outside().pause(Duration.ofMillis(isNetworkWell ? 10 : chance.nextInt(2_000)));
            } catch (InterruptedException cut) {
                // It comes again, unless all is over.
            }
        }
    }

    private void follow(SimulatedServer.Running running) throws InterruptedException {
        Runnable gone = this::cut;
        running.host().onCrash(gone);
        FeedFollower follower = running.engine().logs().follow(owner, lastSeen);
        try {
            while (!isOver && server.serves(running)) {
                follower.await(LONG);
                world.outside().pause(isSlow ? Duration.ofMillis(chance.nextInt(900)) : WINDOW);
                FeedBatch batch = follower.take();
                if (!isNetworkWell && chance.nextInt(40) == 0) {
                    return;
                }
                see(batch);
            }
        } finally {
            running.host().forgetCrash(gone);
            if (running.host().isUp()) {
                follower.close();
            }
        }
    }

    private void see(FeedBatch batch) {
        long window = world.moment();
        batch.snapshot().ifPresent(snapshot -> {
            live.clear();
            snapshot.generations().forEach(generation -> live.add(generation.id()));
            view.see(new Sight.Snapshot(
                    world.moment(),
                    snapshot.generations().stream()
                            .sorted(Comparator.comparing(
                                    generation -> generation.id().toString()))
                            .map(SimulatedFollower::live)
                            .toList()));
        });
        batch.chunks().stream()
                .sorted(Comparator.comparing(
                        chunks -> chunks.identity().generationId().toString()))
                .forEach(chunks -> see(chunks, window));
        for (ConversationChange change : batch.changes()) {
            if (change.change() == ChangeKind.DELETED) {
                view.see(new Sight.DeletionTold(world.moment(), change.id()));
            }
        }
        lastSeen = Optional.of(batch.position());
    }

    private static Sight.Live live(FeedGeneration generation) {
        var text = new StringBuilder();
        for (Part part : generation.parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.text());
            }
        }
        return new Sight.Live(
                generation.id(),
                generation.conversationId(),
                generation.messageId(),
                generation.offset(),
                text.toString());
    }

    private void see(FeedChunks chunks, long window) {
        List<String> json = chunks.chunks().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
        GenerationId generation = chunks.identity().generationId();
        view.see(new Sight.Chunks(
                world.moment(), window, chunks.identity().conversationId(), generation, chunks.offset(), json));
        world.scheduler().note(json.hashCode());
        live.add(generation);
        if (Terminals.isEnd(json.getLast())) {
            live.remove(generation);
            world.recorder().store(plot.look());
        }
    }
}
