package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each person has said about tools, by their names: for all conversations, and for one of them. */
public interface ToolPolicyStore {

    /** What was said for all conversations; with an id also what was said for that one, which counts more. */
    Map<String, ToolPolicy> policies(UserId owner, @Nullable ConversationId id);

    /**
     * Says it for that conversation, or for all with a null id; a null policy takes it back. False where the owner has no
     * such conversation.
     */
    boolean set(UserId owner, @Nullable ConversationId id, String tool, @Nullable ToolPolicy policy);
}
