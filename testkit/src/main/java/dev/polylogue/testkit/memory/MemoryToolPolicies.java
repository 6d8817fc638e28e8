package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people say about tools, in memory. */
final class MemoryToolPolicies implements ToolPolicyStore {

    private final Tables tables;

    MemoryToolPolicies(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Map<String, ToolPolicy> policies(UserId owner, @Nullable ConversationId id) {
        return tables.of(owner, owned -> {
            Map<String, ToolPolicy> policies = new HashMap<>(owned.toolPolicies);
            if (id != null) {
                policies.putAll(owned.toolPoliciesIn.getOrDefault(id, Map.of()));
            }
            return policies;
        });
    }

    @Override
    public boolean set(UserId owner, @Nullable ConversationId id, String tool, @Nullable ToolPolicy policy) {
        return tables.of(owner, owned -> {
            if (id != null && !owned.conversations.containsKey(id)) {
                return false;
            }
            Map<String, ToolPolicy> policies =
                    id == null ? owned.toolPolicies : owned.toolPoliciesIn.computeIfAbsent(id, _ -> new HashMap<>());
            if (policy == null) {
                policies.remove(tool);
            } else {
                policies.put(tool, policy);
            }
            return true;
        });
    }
}
