package dev.polylogue.engine.generation;

import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.message.StopCause;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the list shows a generation's conversation: what is stored of that, and who is told that it has changed. */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final Generation generation;
    private final Surroundings surroundings;

    Standing(Generation generation, Surroundings surroundings) {
        this.generation = generation;
        this.surroundings = surroundings;
    }

    /** False where the conversation is gone. A store that is away only keeps the list from showing that it runs. */
    boolean storeRunning() {
        var assignment = generation.assignment();
        int step = generation.state().step();
        try {
            return surroundings.store().running(assignment.owner(), assignment.id(), step);
        } catch (StoreUnavailableException unavailable) {
            LOG.debug("generation {} runs without being stored as running", assignment.id(), unavailable);
            return true;
        }
    }

    /**
     * As {@link #storeRunning}, and then tells it, beside whatever the caller does: a model need not wait for the disk. To
     * be {@linkplain #await awaited} before anything else of the step is stored. Where the conversation is gone, what the
     * caller waits in is closed: a deletion that came between claim and start found nothing to stop.
     */
    Future<Boolean> storeRunningAside() {
        var stored = new FutureTask<>(() -> {
            boolean isThere = storeRunning();
            tellChange();
            if (!isThere) {
                surroundings.time().startThread("gone-" + generation.id(), this::stopAsGone);
            }
            return isThere;
        });
        surroundings.time().startThread("running-" + generation.id(), stored);
        return stored;
    }

    private void stopAsGone() {
        try {
            generation.stop(StopCause.CONVERSATION_DELETED, () -> {});
        } catch (StoreUnavailableException later) {
            LOG.debug(
                    "generation {} of a conversation that is gone is stopped, but not stored as such", generation.id());
        }
    }

    /** False where the conversation is gone. Throws what the store threw. */
    static boolean await(Future<Boolean> stored) throws InterruptedException {
        try {
            return stored.get();
        } catch (ExecutionException failed) {
            throw new StoreException("that the answer runs could not be stored", failed);
        }
    }

    void tellChange() {
        var assignment = generation.assignment();
        surroundings.listener().changed(assignment.owner(), assignment.conversationId());
    }
}
