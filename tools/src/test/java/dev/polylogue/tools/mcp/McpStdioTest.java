package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.testkit.Await;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import dev.polylogue.tools.testing.FakeCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class McpStdioTest {

    private final McpServers servers = new McpServers(new FakeTime(), List.of());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void theToolsOfAServerAreListedAndCalled() throws InterruptedException {
        start(TestServers.everything("every-thing"));

        assertThat(TestServers.tool(servers, "every-thing_echo").defaultPolicy())
                .isEqualTo(ToolPolicy.ALWAYS);
        assertThat(TestServers.tool(servers, "every-thing_get-sum").defaultPolicy())
                .isEqualTo(ToolPolicy.ASK);
        assertThat(TestServers.tool(servers, "every-thing_echo").source()).isEqualTo("every-thing");
        assertThat(text("every-thing_echo", "{\"message\": \"hällo\"}")).isEqualTo("Echo: hällo");
        assertThat(text("every-thing_get-sum", "{\"a\": 2, \"b\": 3}")).contains("5");
        assertThat(text("every-thing_get-tiny-image", "{}")).contains("[image, image/png, ");
        assertThat(call("every-thing_get-structured-content", "{\"location\": \"New York\"}"))
                .isInstanceOfSatisfying(ToolResult.Done.class, done -> assertThat(
                                done.output().path("temperature").isNumber())
                        .isTrue());
    }

    @Test
    void aCallThatTakesLongSaysHowFarItIs() throws InterruptedException {
        start(TestServers.everything("everything"));
        var call = FakeCall.with("{\"duration\": 0.2, \"steps\": 2}");

        ToolResult result = TestServers.tool(servers, "everything_trigger-long-running-operation")
                .run(call);

        assertThat(result).isInstanceOf(ToolResult.Done.class);
        assertThat(call.progress).containsExactly(new Progress(1, 2.0, null), new Progress(2, 2.0, null));
    }

    @Test
    void filesAreReadAndWhatIsForbiddenIsSaidInTheServersWords() throws InterruptedException, IOException {
        Files.writeString(folder.resolve("a.txt"), "the words in the file");
        start(TestServers.filesystem(folder));

        assertThat(call("files_read_text_file", "{\"path\": \"" + folder.resolve("a.txt") + "\"}")
                        .toString())
                .contains("the words in the file");
        assertThat(call("files_read_text_file", "{\"path\": \"/etc/passwd\"}"))
                .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                        .contains("Access denied"));
    }

    @Test
    void theEnvironmentIsHandedOnAndThingsAreRemembered() throws InterruptedException {
        start(TestServers.memory(folder.resolve("memory.json")));

        assertThat(call("memory_create_entities", """
                {"entities": [{"name": "Polylogue", "entityType": "program", "observations": ["streams"]}]}
                """)).isInstanceOf(ToolResult.Done.class);
        assertThat(call("memory_read_graph", "{}").toString()).contains("Polylogue", "streams");
        assertThat(folder.resolve("memory.json")).exists();
    }

    @Test
    void aServerWithOddHabitsIsUsableAllTheSame() throws InterruptedException {
        start(TestServers.odd());

        assertThat(TestServers.status(servers, "odd").tools())
                .startsWith("odd_slow", "odd_huge", "odd_die", "odd_change", "odd_fail")
                .anySatisfy(name -> assertThat(name).matches("odd_half-hidden-name_[0-9a-f]{8}"));
        assertThat(call("odd_fail", "{}")).isEqualTo(new ToolResult.Failed("no such file"));
        assertThat(text("odd_huge", "{}"))
                .hasSizeLessThan(CallResult.MAX_CHARACTERS + 100)
                .endsWith("[Cut here: there are 2097152 characters in all.]");
        assertThat(text("odd_resources", "{}")).isEqualTo("""
                [image, image/png, 4 bytes]
                [resource file:///a.txt, text/plain, 5 bytes]
                words
                [resource file:///a.bin, application/zip, 3 bytes]
                [link to b, file:///b]""");
        String odd = TestServers.status(servers, "odd").tools().stream()
                .filter(name -> name.contains("hidden"))
                .findFirst()
                .orElseThrow();
        assertThat(text(odd, "{}")).isEqualTo("found");
    }

    @Test
    void aChangedListIsReadAgain() throws InterruptedException {
        start(TestServers.odd());
        assertThat(call("odd_change", "{}")).isInstanceOf(ToolResult.Done.class);

        Await.until("the newcomer is listed", TestServers.PATIENCE, () -> TestServers.status(servers, "odd")
                .tools()
                .contains("odd_newcomer"));
    }

    private void start(McpServerSettings settings) {
        servers.put(settings);
        TestServers.awaitState(servers, settings.name(), State.READY);
    }

    private ToolResult call(String tool, String arguments) throws InterruptedException {
        return TestServers.tool(servers, tool).run(FakeCall.with(arguments));
    }

    private String text(String tool, String arguments) throws InterruptedException {
        ToolResult result = call(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Done.class);
        return ((ToolResult.Done) result).output().asString();
    }
}
