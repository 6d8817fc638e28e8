package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.testkit.Await;
import dev.polylogue.tools.mcp.McpServerSettings.Reach;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The servers of npm that {@code scripts/mcp-servers.sh} installs, and the odd one beside them. */
final class TestServers {

    private static final Path FOLDER = Path.of("src", "test", "mcp-servers").toAbsolutePath();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServers() {}

    static McpServerSettings everything(String name) {
        return settings(name, script("everything", "stdio"));
    }

    static McpServerSettings filesystem(Path folder) {
        return settings("files", script("filesystem", folder.toString()));
    }

    static McpServerSettings memory(Path file) {
        var command = (Reach.Command) script("memory");
        return settings(
                "memory",
                new Reach.Command(command.command(), command.arguments(), Map.of("MEMORY_FILE_PATH", file.toString())));
    }

    static McpServerSettings odd() {
        return settings(
                "odd",
                new Reach.Command(
                        "node", List.of(FOLDER.resolve("odd-server.mjs").toString()), Map.of()));
    }

    static McpServerSettings http(String name, String url) {
        return settings(name, new Reach.Address(URI.create(url), Map.of()));
    }

    static McpServerSettings settings(String name, Reach reach) {
        return new McpServerSettings(name, reach, Map.of("echo", ToolPolicy.ALWAYS), TIMEOUT, false, true);
    }

    static McpServerSettings eliciting(McpServerSettings settings) {
        return new McpServerSettings(
                settings.name(), settings.reach(), settings.policies(), settings.timeout(), true, true);
    }

    static Reach script(String server, String... arguments) {
        Path script = FOLDER.resolve("node_modules/@modelcontextprotocol/server-" + server + "/dist/index.js");
        if (!Files.exists(script)) {
            throw new AssertionError(
                    "The MCP servers that the tests need are not installed: run scripts/mcp-servers.sh first.");
        }
        return new Reach.Command(
                "node",
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList(),
                Map.of());
    }

    static McpServerStatus status(McpServers servers, String name) {
        return servers.status().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static void awaitState(McpServers servers, String name, State state) {
        Await.until(name + " is " + state, PATIENCE, () -> status(servers, name).state() == state);
    }

    static RunnableTool tool(McpServers servers, String name) {
        return servers.tools(new UserId("somebody")).stream()
                .filter(tool -> tool.definition().name().equals(name))
                .map(RunnableTool.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + servers.status()));
    }

    /** The processes of ours whose command names {@code word}. */
    static List<ProcessHandle> processes(String word) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> String.join(" ", process.info().arguments().orElse(new String[0]))
                        .contains(word))
                .toList();
    }

    static void assertGone(List<ProcessHandle> processes) {
        assertThat(processes).isNotEmpty();
        for (ProcessHandle process : processes) {
            Await.until("process " + process.pid() + " is gone", PATIENCE, () -> !process.isAlive());
        }
    }
}
