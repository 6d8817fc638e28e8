package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;

/** What a generation tells its conversation. */
@FunctionalInterface
public interface GenerationListener {

    /**
     * What the list shows of the conversation has changed in the store. Called on a virtual thread, outside of all
     * locks; may block for a short read.
     */
    void changed(UserId owner, ConversationId id);
}
