package dev.polylogue.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** MCP servers that are added while the server runs, and what a person says about tools. */
final class ToolServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COMMANDS = "--polylogue.mcp.commands-in-settings=true";
    private static final String TRUSTED = "--polylogue.identity.trusted-header=X-Forwarded-User";
    private static final String SECRET = "very-secret-4711";
    private static final Path ODD = Path.of("..", "tools", "src", "test", "mcp-servers", "odd-server.mjs")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    @Test
    void anAddedServerHasItsToolsAtOnceAndAfterARestartUntilItIsRemoved() throws IOException {
        try (TestServer server = TestServer.start(folder, COMMANDS)) {
            Answer added = addOdd(server.api());
            assertThat(added.status()).isEqualTo(201);
            JsonNode odd = awaitState(server.api(), "ready");
            assertThat(odd.path("tools").toString()).contains("odd_fail");
            assertThat(odd.path("readOnly").asBoolean()).isFalse();
            assertThat(odd.path("reach").path("secretNames").toString()).isEqualTo("[\"SOME_KEY\"]");
            assertThat(server.api().get("/api/tools").body()).doesNotContain(SECRET);
            assertThat(addOdd(server.api()).status()).isEqualTo(409);
        }
        assertThat(allBytes()).doesNotContain(SECRET);
        try (TestServer server = TestServer.start(folder, COMMANDS)) {
            Api api = server.api();
            awaitState(api, "ready");
            assertThat(api.post("/api/tool-servers/odd/restart").status()).isEqualTo(202);
            awaitState(api, "ready");
            assertThat(api.patch("/api/tool-servers/odd", "{\"enabled\":false}").status())
                    .isEqualTo(204);
            awaitState(api, "off");
            assertThat(api.delete("/api/tool-servers/odd").status()).isEqualTo(204);
            assertThat(api.get("/api/tools").json().path("servers").size()).isZero();
            assertThat(api.delete("/api/tool-servers/odd").status()).isEqualTo(404);
            assertThat(api.post("/api/tool-servers/odd/restart").status()).isEqualTo(404);
        }
    }

    @Test
    void commandsAreAddedOnlyWhereTheOperatorAllowsIt() {
        try (TestServer server = TestServer.start(folder, COMMANDS)) {
            assertThat(addOdd(server.api()).status()).isEqualTo(201);
        }
        try (TestServer server = TestServer.start(folder)) {
            JsonNode stored = servers(server.api()).get(0);
            assertThat(stored.path("state").asString()).isEqualTo("failed");
            assertThat(stored.path("reason").asString()).contains("polylogue.mcp.commands-in-settings");
            Answer refused =
                    server.api().post("/api/tool-servers", "{\"name\":\"other\",\"command\":\"node\",\"args\":[]}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.field("detail")).contains("polylogue.yaml");
            assertThat(server.api()
                            .get("/api/tools")
                            .json()
                            .path("takesCommands")
                            .asBoolean())
                    .isFalse();
            assertThat(server.api()
                            .post("/api/tool-servers", "{\"name\":\"web\",\"url\":\"http://127.0.0.1:1/mcp\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void wrongServersAreRefusedInWords() {
        try (TestServer server =
                TestServer.start(folder, COMMANDS, "--polylogue.mcp.servers.wrong.url=http://127.0.0.1:1/mcp")) {
            Api api = server.api();
            assertThat(refusedField(api, "{\"url\":\"http://x/mcp\"}")).isEqualTo("name");
            assertThat(refusedField(api, "{\"name\":\"no name!\",\"url\":\"http://x/mcp\"}"))
                    .isEqualTo("name");
            assertThat(refusedField(api, "{\"name\":\"a\",\"url\":\"ftp://x\"}"))
                    .isEqualTo("url");
            assertThat(refusedField(api, "{\"name\":\"a\",\"url\":\"no url\"}")).isEqualTo("url");
            assertThat(refusedField(api, "{\"name\":\"a\"}")).isEqualTo("command");
            assertThat(api.post("/api/tool-servers", "{\"name\":\"wrong\",\"url\":\"http://x\"}")
                            .status())
                    .isEqualTo(409);
            assertThat(api.delete("/api/tool-servers/wrong").status()).isEqualTo(409);
            assertThat(servers(api).get(0).path("readOnly").asBoolean()).isTrue();
        }
    }

    @Test
    void onlyOperatorsChangeServersWhereThereAreMany() {
        try (TestServer server = TestServer.start(folder, COMMANDS, TRUSTED, "--polylogue.identity.operators=olga")) {
            assertThat(addOdd(server.apiOf("bob")).status()).isEqualTo(403);
            assertThat(addOdd(server.apiOf("olga")).status()).isEqualTo(201);
            assertThat(servers(server.apiOf("bob")).get(0).has("reach")).isFalse();
            assertThat(servers(server.apiOf("olga")).get(0).has("reach")).isTrue();
        }
    }

    @Test
    void whatAPersonSaysAboutAToolHoldsForAllOfTheirConversations() {
        try (TestServer server = TestServer.start(folder, TRUSTED)) {
            Api ann = server.apiOf("ann");
            assertThat(ann.patch("/api/tools/calculator", "{\"policy\":\"never\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(policy(ann)).isEqualTo("never");
            assertThat(policy(server.apiOf("bob"))).isEmpty();
            assertThat(ann.patch("/api/tools/calculator", "{\"policy\":null}").status())
                    .isEqualTo(204);
            assertThat(policy(ann)).isEmpty();
            assertThat(ann.patch("/api/tools/none", "{\"policy\":\"ask\"}").status())
                    .isEqualTo(404);
            assertThat(ann.patch("/api/tools/calculator", "{\"policy\":\"sometimes\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    private static String policy(Api api) {
        for (JsonNode tool : api.get("/api/tools").json().path("tools")) {
            if ("calculator".equals(tool.path("name").asString())) {
                return tool.path("policy").asString("");
            }
        }
        throw new AssertionError("there is no calculator");
    }

    private static Answer addOdd(Api api) {
        return api.post("/api/tool-servers", """
                {"name": "odd", "command": "node", "args": ["%s"], "env": {"SOME_KEY": "%s"}}""".formatted(ODD, SECRET));
    }

    private static String refusedField(Api api, String wish) {
        Answer refused = api.post("/api/tool-servers", wish);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        return refused.field("path");
    }

    private static JsonNode awaitState(Api api, String state) {
        Await.until(
                "the server is " + state,
                PATIENCE,
                () -> servers(api).get(0).path("state").asString().equals(state));
        return servers(api).get(0);
    }

    private static JsonNode servers(Api api) {
        return api.get("/api/tools").json().path("servers");
    }

    private String allBytes() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
