package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.List;
import java.util.Map;

/** Which tools a conversation has, and who decides on them. */
public record ToolAccess(Toolbox toolbox, ToolPolicyStore policies) {

    /** What a model is told of: all that may be run, or asked for. */
    List<ToolDefinition> offered(UserId owner, ConversationId id) {
        List<Tool> tools = toolbox.tools(owner);
        if (tools.isEmpty()) {
            return List.of();
        }
        Map<String, ToolPolicy> said = policies.policies(owner, id);
        return tools.stream()
                .filter(tool -> policy(tool, said) != ToolPolicy.NEVER)
                .map(Tool::definition)
                .toList();
    }

    /** Who decides on that tool, after what the person has said. */
    static ToolPolicy policy(Tool tool, Map<String, ToolPolicy> said) {
        return said.getOrDefault(tool.definition().name(), tool.defaultPolicy());
    }
}
