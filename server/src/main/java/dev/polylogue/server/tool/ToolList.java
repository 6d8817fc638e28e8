package dev.polylogue.server.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.engine.store.StoredToolServer;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.tools.mcp.McpServerStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tools of a person.
 *
 * @param servers the MCP servers they come from, those included that have none now
 * @param mayChange whether the caller may add and change servers
 * @param takesCommands whether commands may be added, or addresses only
 */
record ToolList(List<Item> tools, List<Server> servers, boolean mayChange, boolean takesCommands) {

    /**
     * A tool.
     *
     * @param source {@code built-in}, or the name of its server
     * @param policy what the person says about it; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String name,
            String description,
            String source,
            ToolPolicy defaultPolicy,
            @Nullable ToolPolicy policy) {

        static Item of(Tool tool, @Nullable ToolPolicy policy) {
            return new Item(
                    tool.definition().name(),
                    tool.definition().description(),
                    tool.source(),
                    tool.defaultPolicy(),
                    policy);
        }
    }

    /**
     * An MCP server.
     *
     * @param reason why it is not ready
     * @param stderr what it wrote there last; left out where the server has many users, since it may tell of others' calls
     * @param readOnly whether it comes from the configuration, so that it cannot be changed here
     * @param reach how it is reached; only told to those who may change it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Server(
            String name,
            McpServerStatus.State state,
            @Nullable String reason,
            List<String> tools,
            @Nullable String stderr,
            boolean readOnly,
            @Nullable Reach reach) {

        static Server of(McpServerStatus status, boolean isStderrShown, boolean isReadOnly, @Nullable Reach reach) {
            return new Server(
                    status.name(),
                    status.state(),
                    status.reason(),
                    status.tools(),
                    isStderrShown ? status.stderr() : null,
                    isReadOnly,
                    reach);
        }

        /** One that was added, and cannot be started. */
        static Server closed(AddedToolServers.Added added, @Nullable Reach reach) {
            return new Server(
                    added.server().name(), McpServerStatus.State.FAILED, added.closed(), List.of(), null, false, reach);
        }
    }

    /**
     * How a server is reached.
     *
     * @param secretNames the names of its variables or headers; what they hold is never told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reach(
            @Nullable String command,
            List<String> args,
            @Nullable String url,
            List<String> secretNames) {

        static Reach of(StoredToolServer server, List<String> secretNames) {
            return new Reach(server.command(), server.arguments(), server.url(), secretNames);
        }
    }
}
