package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.conversation.Engine;
import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.generation.GenerationSettings;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's process, one after the other, on the same tables; and the cable to it. */
final class SimulatedServer {

    /** Text that the model sent longer ago than this before a crash is there after it. */
    private static final Duration MAX_LOSS = Duration.ofMillis(600);

    private static final Duration DISK_WELL = Duration.ofSeconds(2);

    private final World world;
    private final Store tables;
    private final Disk disk;
    private final Plot plot;
    private final SplittableRandom chance;
    private final EngineSettings settings;
    private final int maxConcurrent;
    private @Nullable Running running;

    SimulatedServer(World world, Store tables, Disk disk, Plot plot) {
        this.world = world;
        this.tables = tables;
        this.disk = disk;
        this.plot = plot;
        this.chance = world.chance();
        this.maxConcurrent = chance.nextInt(3) == 0 ? 1 : 1 + chance.nextInt(8);
        var ways = GenerationSettings.DEFAULT;
        this.settings = new EngineSettings(
                chance.nextInt(4) == 0 ? ways.unwatched(Duration.ofSeconds(3), 80) : ways,
                chance.nextInt(4) == 0 ? 2 : 100,
                10_000,
                OnLeave.STOP);
    }

    /** A process that is up. */
    record Running(Host host, Engine engine) {}

    /** The connection broke before the answer came. */
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        CutOff() {
            super("the connection was cut", null, false, false);
        }
    }

    /** Starts the next process and returns when it serves. */
    void start() {
        var host = new Host(world, "server");
        var providers = new ProviderRegistry();
        providers.add(new SimulatedModel(world, host, plot, maxConcurrent));
        var ids = new IdSource(host, chance.split());
        var engine =
                new Engine(new SimulatedStore(tables, disk, host), providers, Toolbox.empty(), host, ids, settings);
        disk.starting(true);
        on(host, () -> {
            engine.start();
            return host;
        });
        disk.starting(false);
        running = new Running(host, engine);
    }

    /** The process that serves; null while none does. */
    @Nullable Running running() {
        return running;
    }

    boolean serves(Running one) {
        return running != null && running.host == one.host;
    }

    /** Has the server do it in a thread of its own; {@link CutOff} where it dies before it answers, or is not up. */
    <T> T ask(Function<Engine, T> command) {
        Running now = running;
        if (now == null) {
            throw new CutOff();
        }
        return on(now.host, () -> command.apply(now.engine));
    }

    private static <T> T on(Host host, Supplier<T> work) {
        var answer = new CompletableFuture<T>();
        Runnable cut = () -> answer.completeExceptionally(new CutOff());
        host.onCrash(cut);
        host.startThread("request", () -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException | Error failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        } finally {
            host.forgetCrash(cut);
        }
    }

    /** Ends the process as a kill does, and holds what the next one finds against what was sent. */
    void crash() {
        Running now = running;
        if (now == null) {
            return;
        }
        running = null;
        Map<StoredGeneration, String> due = disk.isWellSince(DISK_WELL) ? durableTokens() : Map.of();
        now.host.crash();
        plot.cutCalls();
        start();
        due.forEach(this::holdAgainst);
    }

    /** Of each answer that is being written, the last token that must be durable. */
    private Map<StoredGeneration, String> durableTokens() {
        Map<StoredGeneration, String> due = new HashMap<>();
        for (StoredGeneration active : plot.active()) {
            if (active.phase() == GenerationPhase.RUNNING) {
                plot.lastToken(active.assistantMessageId(), world.nanos() - MAX_LOSS.toNanos())
                        .ifPresent(token -> due.put(active, token));
            }
        }
        return due;
    }

    private void holdAgainst(StoredGeneration generation, String token) {
        for (Message message : plot.messages(generation.conversationId())) {
            if (message.id().equals(generation.assistantMessageId())
                    && !message.text().contains(token)) {
                world.complain("the crash took " + token + " of " + generation.id() + ", which was sent more than "
                        + MAX_LOSS + " before; it is stored as: " + message.text());
            }
        }
    }

    /** Ends the process as it should be ended. */
    void close() {
        Running now = running;
        if (now != null) {
            on(now.host, () -> {
                now.engine.close();
                return now;
            });
            running = null;
            now.host.crash();
            plot.cutCalls();
        }
    }
}
