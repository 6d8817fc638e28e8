package dev.polylogue.server.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.tools.mcp.McpServerStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tools of a person.
 *
 * @param servers the MCP servers they come from, those included that have none now
 */
record ToolList(List<Item> tools, List<Server> servers) {

    /**
     * A tool.
     *
     * @param source {@code built-in}, or the name of its server
     */
    record Item(String name, String description, String source, ToolPolicy defaultPolicy) {

        static Item of(Tool tool) {
            return new Item(
                    tool.definition().name(), tool.definition().description(), tool.source(), tool.defaultPolicy());
        }
    }

    /**
     * An MCP server.
     *
     * @param reason why it is not ready
     * @param stderr what it wrote there last; left out where the server has many users, since it may tell of others' calls
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Server(
            String name,
            McpServerStatus.State state,
            @Nullable String reason,
            List<String> tools,
            @Nullable String stderr) {

        static Server of(McpServerStatus status, boolean isStderrShown) {
            return new Server(
                    status.name(),
                    status.state(),
                    status.reason(),
                    status.tools(),
                    isStderrShown ? status.stderr() : null);
        }
    }
}
