package dev.polylogue.server.wiring;

import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.configuration.WrongSettingException;
import dev.polylogue.tools.builtin.BuiltInSettings;
import dev.polylogue.tools.builtin.BuiltInTools;
import dev.polylogue.tools.mcp.McpServerSettings;
import dev.polylogue.tools.mcp.McpServerSettings.Reach;
import dev.polylogue.tools.mcp.McpServers;
import dev.polylogue.tools.schema.SchemaCheck;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools: those that are built in, and those of MCP servers. */
@Configuration(proxyBeanMethods = false)
class ToolWiring {

    private static final String PREFIX = "polylogue.mcp.servers.";

    @Bean
    Toolbox toolbox(Time time, Settings settings, McpServers servers) {
        var on = settings.tools();
        var toolbox = new Toolbox(new SchemaCheck());
        toolbox.add(new BuiltInTools(
                time, new BuiltInSettings(on.askUser(), on.currentTime(), on.calculator(), on.fetchUrl())));
        toolbox.add(servers);
        return toolbox;
    }

    // Closed with the toolbox.
    @Bean(destroyMethod = "")
    McpServers mcpServers(Time time, Settings settings) {
        List<McpServerSettings> servers = settings.mcp().servers().entrySet().stream()
                .map(entry -> server(entry.getKey(), entry.getValue()))
                .toList();
        return new McpServers(time, servers);
    }

    private static McpServerSettings server(String name, Settings.ToolServer server) {
        try {
            return new McpServerSettings(
                    name, reach(server), policies(server), server.timeout(), server.elicits(), server.enabled());
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException(PREFIX + name + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Reach reach(Settings.ToolServer server) {
        String command = server.command();
        String url = server.url();
        if ((command == null) == (url == null)) {
            throw new IllegalArgumentException("an MCP server has a command or a url, one of them");
        }
        if (command != null) {
            return new Reach.Command(command, server.args(), environment(server.env()));
        }
        return new Reach.Address(URI.create(String.valueOf(url)), server.headers());
    }

    private static Map<String, String> environment(List<String> variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables) {
            int end = variable.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException("env is a list of NAME=value, and '" + variable + "' is none");
            }
            environment.put(variable.substring(0, end), variable.substring(end + 1));
        }
        return environment;
    }

    private static Map<String, ToolPolicy> policies(Settings.ToolServer server) {
        Map<String, ToolPolicy> policies = new HashMap<>();
        server.always().forEach(tool -> policies.put(tool, ToolPolicy.ALWAYS));
        server.never().forEach(tool -> policies.put(tool, ToolPolicy.NEVER));
        return policies;
    }
}
