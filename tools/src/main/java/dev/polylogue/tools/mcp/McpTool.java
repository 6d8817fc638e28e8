package dev.polylogue.tools.mcp;

import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server's tool. */
final class McpTool implements RunnableTool {

    private static final int MAX_DESCRIPTION = 8_192;
    private static final int MAX_SCHEMA = 64 * 1024;

    private final McpServer server;
    private final String theirName;
    private final ToolDefinition definition;

    private McpTool(McpServer server, String theirName, ToolDefinition definition) {
        this.server = server;
        this.theirName = theirName;
        this.definition = definition;
    }

    /** Empty where its description is too large for any model. */
    static Optional<McpTool> of(McpServer server, McpSchema.Tool tool) {
        JsonNode schema = tool.inputSchema() == null
                ? JsonMapper.shared().createObjectNode().put("type", "object")
                : JsonMapper.shared().valueToTree(tool.inputSchema());
        if (schema.toString().length() > MAX_SCHEMA) {
            return Optional.empty();
        }
        String description = tool.description() == null ? tool.name() : tool.description();
        var definition = new ToolDefinition(
                ToolNames.of(server.settings().name(), tool.name()),
                description.substring(0, Math.min(description.length(), MAX_DESCRIPTION)),
                schema);
        return Optional.of(new McpTool(server, tool.name(), definition));
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public String source() {
        return server.settings().name();
    }

    @Override
    public ToolPolicy defaultPolicy() {
        return server.settings().policies().getOrDefault(theirName, ToolPolicy.ASK);
    }

    @Override
    public Duration deadline() {
        return server.settings().timeout();
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        return server.call(theirName, call);
    }
}
