package dev.polylogue.engine.generation;

import dev.polylogue.engine.store.StoreUnavailableException;
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

    void tellChange() {
        var assignment = generation.assignment();
        surroundings.listener().changed(assignment.owner(), assignment.conversationId());
    }
}
