package dev.polylogue.server.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.tools.mcp.McpServers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the tools that models may call for a person. */
@RestController
final class ToolController {

    private final Toolbox toolbox;
    private final McpServers servers;
    private final boolean hasOneUser;

    ToolController(Toolbox toolbox, McpServers servers, Settings settings) {
        this.toolbox = toolbox;
        this.servers = servers;
        this.hasOneUser = settings.identity().trustedHeader() == null;
    }

    @GetMapping("/api/tools")
    ToolList tools(UserId user) {
        return new ToolList(
                toolbox.tools(user).stream().map(ToolList.Item::of).toList(),
                servers.status().stream()
                        .map(status -> ToolList.Server.of(status, hasOneUser))
                        .toList());
    }
}
