package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Stops generations and says how they ended. */
final class Stopping {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int MAX_PAUSES = 400;

    private final GenerationRegistry registry;
    private final Store store;
    private final Time time;

    Stopping(GenerationRegistry registry, Store store, Time time) {
        this.registry = registry;
        this.store = store;
        this.time = time;
    }

    /** How it ended; empty where the owner has no such generation. */
    Optional<StopReport> stop(UserId owner, GenerationId id, StopCause cause) {
        for (int pauses = 0; ; pauses++) {
            Optional<StopReport> stopped = registry.stop(owner, id, cause);
            if (stopped.isPresent()) {
                return stopped;
            }
            Optional<StoredGeneration> stored = store.generations().find(owner, id);
            boolean isAboutToStart = stored.filter(Stopping::isActive).isPresent();
            if (!isAboutToStart) {
                return stored.map(Stopping::report);
            }
            if (pauses == MAX_PAUSES || !pause()) {
                throw new StoreUnavailableException("the answer has ended, but its end is not stored yet");
            }
        }
    }

    /** Between its claim and its start a generation is in the store only, for well under a millisecond. */
    private boolean pause() {
        try {
            time.pause(PAUSE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isActive(StoredGeneration generation) {
        return switch (generation.phase()) {
            case QUEUED, RUNNING, AWAITING_INPUT, STOPPING -> true;
            case COMPLETED, STOPPED, FAILED, INTERRUPTED -> false;
        };
    }

    private static StopReport report(StoredGeneration ended) {
        GenerationPhase phase = ended.phase();
        return new StopReport(
                ended.id(), ended.conversationId(), phase, ended.stopCause(), true, null, ended.savedCharacters());
    }

    /** Ends what is active in the conversation, if anything is. Looks in memory first: nothing is quicker. */
    void stopIn(UserId owner, ConversationId id) {
        List<GenerationId> here = activeIn(owner, id);
        for (GenerationId active : here.isEmpty() ? claimedIn(owner, id) : here) {
            stop(owner, active, StopCause.CONVERSATION_DELETED);
        }
    }

    private List<GenerationId> claimedIn(UserId owner, ConversationId id) {
        return store
                .conversations()
                .find(owner, id)
                .map(conversation -> conversation.summary().activeGenerationId())
                .stream()
                .toList();
    }

    List<GenerationId> activeIn(UserId owner, ConversationId id) {
        return registry.activeIn(owner, id);
    }

    /** Stops all of them side by side, and returns when the last has ended. Unknown ones are left out. */
    List<StopReport> stopAll(UserId owner, List<GenerationId> ids, StopCause cause) {
        List<FutureTask<Optional<StopReport>>> stops = new ArrayList<>();
        for (GenerationId id : ids) {
            Callable<Optional<StopReport>> stop = () -> stop(owner, id, cause);
            var task = new FutureTask<>(stop);
            stops.add(task);
            time.startThread("stop", task);
        }
        List<StopReport> reports = new ArrayList<>();
        for (FutureTask<Optional<StopReport>> stop : stops) {
            result(stop).ifPresent(reports::add);
        }
        return reports;
    }

    private static Optional<StopReport> result(FutureTask<Optional<StopReport>> stop) {
        try {
            return stop.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure);
        }
    }
}
