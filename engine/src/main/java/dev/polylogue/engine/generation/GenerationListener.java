package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;

/** What a generation tells its conversation. */
public interface GenerationListener {

    /**
     * What the list shows of the conversation has changed in the store. Called on a virtual thread, outside of all
     * locks; may block for a short read.
     */
    void changed(UserId owner, ConversationId id);

    /**
     * As {@link #changed}, and the reason is that the generation ended: its end is stored and said, and the conversation
     * is free.
     */
    void ended(UserId owner, ConversationId id);
}
