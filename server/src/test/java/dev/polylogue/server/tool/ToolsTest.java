package dev.polylogue.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ToolsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path ODD = Path.of("..", "tools", "src", "test", "mcp-servers", "odd-server.mjs")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    @Test
    void theBuiltInToolsAreListedWithWhoDecidesAboutThem() {
        try (TestServer server = TestServer.start(folder)) {
            Answer answer = server.api().get("/api/tools");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("servers").size()).isZero();
            assertThat(names(answer)).containsExactly("ask_user", "current_time", "calculator");
            JsonNode calculator = answer.json().path("tools").get(2);
            assertThat(calculator.path("source").asString()).isEqualTo("built-in");
            assertThat(calculator.path("defaultPolicy").asString()).isEqualTo("always");
            assertThat(calculator.path("description").asString()).startsWith("Calculates");
        }
    }

    @Test
    void toolsAreTurnedOnAndOffBySettings() {
        try (TestServer server = TestServer.start(
                folder,
                "--polylogue.tools.fetch-url=true",
                "--polylogue.tools.ask-user=false",
                "--polylogue.tools.calculator=false",
                "--polylogue.tools.current-time=false")) {
            Answer answer = server.api().get("/api/tools");

            assertThat(names(answer)).containsExactly("fetch_url");
            assertThat(answer.json().path("tools").get(0).path("defaultPolicy").asString())
                    .isEqualTo("ask");
        }
    }

    @Test
    void aServerOfTheConfigurationFileIsListedWithItsTools() throws IOException {
        Files.writeString(folder.resolve("polylogue.yaml"), """
                polylogue:
                  mcp:
                    servers:
                      odd:
                        command: node
                        args: ["%s"]
                        env: ["SOME_KEY=a=b"]
                        always: fail, half.hidden name
                        never: die
                """.formatted(ODD));
        try (TestServer server = TestServer.start(folder)) {
            JsonNode odd = awaitState(server, "ready");

            assertThat(odd.path("reason").isMissingNode()).isTrue();
            assertThat(odd.path("tools").toString()).contains("odd_fail");
            assertThat(odd.path("stderr").asString()).contains("tools/list");
            assertThat(policy(server, "odd_fail")).isEqualTo("always");
            assertThat(policy(server, "odd_die")).isEqualTo("never");
            assertThat(policy(server, "odd_slow")).isEqualTo("ask");
        }
        assertThat(ProcessHandle.current().descendants().filter(ToolsTest::isOdd))
                .isEmpty();
    }

    @Test
    void aServerThatCannotBeStartedDoesNotKeepUsFromStarting() {
        try (TestServer server = TestServer.start(folder, "--polylogue.mcp.servers.wrong.command=no-such-command")) {
            assertThat(awaitState(server, "failed").path("reason").asString()).contains("no-such-command");
        }
    }

    @Test
    void whereThereAreManyUsersNobodyReadsWhatServersWrite() {
        try (TestServer server = TestServer.start(
                folder,
                "--polylogue.identity.trusted-header=X-Forwarded-User",
                "--polylogue.mcp.servers.wrong.command=no-such-command")) {
            JsonNode status =
                    server.apiOf("ada").get("/api/tools").json().path("servers").get(0);

            assertThat(status.path("name").asString()).isEqualTo("wrong");
            assertThat(status.path("stderr").isMissingNode()).isTrue();
        }
    }

    private static JsonNode awaitState(TestServer server, String state) {
        Await.until(
                "the server is " + state,
                PATIENCE,
                () -> status(server).path("state").asString().equals(state));
        return status(server);
    }

    private static JsonNode status(TestServer server) {
        return server.api().get("/api/tools").json().path("servers").get(0);
    }

    private static String policy(TestServer server, String name) {
        return server.api()
                .get("/api/tools")
                .json()
                .path("tools")
                .valueStream()
                .filter(tool -> tool.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("defaultPolicy")
                .asString();
    }

    private static List<String> names(Answer answer) {
        return answer.json()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    private static boolean isOdd(ProcessHandle process) {
        return String.join(" ", process.info().arguments().orElse(new String[0]))
                .contains("odd-server.mjs");
    }
}
