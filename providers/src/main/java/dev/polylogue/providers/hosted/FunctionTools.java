package dev.polylogue.providers.hosted;

import dev.polylogue.protocol.tool.ToolDefinition;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools as functions, the way that OpenAI has them and Ollama too. */
public final class FunctionTools {

    private FunctionTools() {}

    /** Adds the field {@code tools}; nothing where there are none. */
    public static void addTo(ObjectNode body, List<ToolDefinition> tools) {
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools");
        for (ToolDefinition tool : tools) {
            describe(functions.addObject().put("type", "function").putObject("function"), tool, "parameters");
        }
    }

    /** Says what a tool is; {@code schema} is the name of the field for its arguments. */
    public static void describe(ObjectNode function, ToolDefinition tool, String schema) {
        function.put("name", tool.name()).put("description", tool.description()).set(schema, tool.inputSchema());
    }
}
