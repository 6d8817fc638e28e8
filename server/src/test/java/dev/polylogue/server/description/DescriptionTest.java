package dev.polylogue.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Holds the description that is made from the code against the routes that clients were promised. */
final class DescriptionTest {

    private static final String JSON = "application/json";

    private static final Set<String> PROMISED = Set.of(
            "GET /api/models",
            "GET /api/conversations",
            "POST /api/conversations",
            "GET /api/conversations/{id}",
            "PATCH /api/conversations/{id}",
            "DELETE /api/conversations/{id}",
            "POST /api/conversations/{id}/messages",
            "POST /api/conversations/{id}/messages/{messageId}/edit",
            "POST /api/conversations/{id}/messages/{messageId}/regenerate",
            "POST /api/conversations/{id}/messages/{messageId}/continue",
            "DELETE /api/conversations/{id}/messages/{messageId}",
            "GET /api/conversations/{id}/follow-ups",
            "POST /api/conversations/{id}/follow-ups",
            "PATCH /api/conversations/{id}/follow-ups/{messageId}",
            "DELETE /api/conversations/{id}/follow-ups/{messageId}",
            "POST /api/conversations/{id}/follow-ups/resume",
            "POST /api/generations/{id}/stop",
            "POST /api/generations/{id}/front",
            "POST /api/generations/stop",
            "GET /api/generations",
            "GET /api/generations/{id}/chunks",
            "POST /api/clarifications/{id}/answer",
            "POST /api/clarifications/{id}/decline",
            "POST /api/tool-calls/{id}/approve",
            "POST /api/tool-calls/{id}/deny",
            "POST /api/ai-sdk/chat",
            "GET /api/ai-sdk/chat/{id}/stream",
            "POST /api/ai-sdk/chat/{id}/stop",
            "GET /api/ai-sdk/ws",
            "POST /api/attachments",
            "GET /api/attachments/{id}",
            "GET /api/providers",
            "POST /api/providers",
            "POST /api/providers/test",
            "PATCH /api/providers/{name}",
            "DELETE /api/providers/{name}",
            "GET /api/tokens",
            "POST /api/tokens",
            "DELETE /api/tokens/{id}",
            "GET /v1/models",
            "POST /v1/chat/completions",
            "GET /api/local-models",
            "POST /api/local-models/{name}/download",
            "DELETE /api/local-models/{name}/download",
            "DELETE /api/local-models/{name}",
            "GET /api/usage",
            "GET /api/tools",
            "PATCH /api/tools/{name}",
            "POST /api/tool-servers",
            "PATCH /api/tool-servers/{name}",
            "DELETE /api/tool-servers/{name}",
            "POST /api/tool-servers/{name}/restart",
            "GET /api/search",
            "GET /api/settings",
            "PATCH /api/settings",
            "GET /api/events");

    @Test
    void theDescriptionHasExactlyTheRoutesThatWerePromised(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder)) {
            Answer described = server.api().get("/v3/api-docs");

            assertThat(described.status()).isEqualTo(200);
            assertThat(operations(server.api()).keySet()).isEqualTo(new TreeSet<>(PROMISED));
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theDescriptionIsMadeWithoutAComplaint(@TempDir Path folder, CapturedOutput output) {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.api().get("/v3/api-docs").status()).isEqualTo(200);
            assertThat(output.getAll()).doesNotContain("WARN");
        }
    }

    @Test
    void everyOperationHasASummaryAndAnExampleOfWhatItTakesAndGives(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder)) {
            List<String> missing = new ArrayList<>();
            operations(server.api()).forEach((name, operation) -> {
                if (operation.path("summary").asString("").isBlank()) {
                    missing.add(name + ": a summary");
                }
                JsonNode body = operation.path("requestBody").path("content").path(JSON);
                if (!body.isMissingNode() && !hasExample(body)) {
                    missing.add(name + ": an example of its body");
                }
                operation.path("responses").forEachEntry((status, response) -> {
                    JsonNode given = response.path("content");
                    boolean isJson = given.has(JSON) || given.has("*/*");
                    if (status.startsWith("2") && isJson && !hasExample(given.path(JSON))) {
                        missing.add(name + ": an example of " + status);
                    }
                });
            });
            assertThat(missing).isEmpty();
        }
    }

    /** Whoever may change nothing is refused for that, or for the ids of the example; nobody for its form. */
    @Test
    void theExampleOfEachBodyIsOneThatTheServerTakes(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder, "--polylogue.identity.trusted-header=X-Forwarded-User")) {
            Api bob = server.apiOf("bob");
            operations(bob).forEach((name, operation) -> {
                JsonNode body = operation.path("requestBody").path("content").path(JSON);
                if (hasExample(body) && name.contains(" /api/")) {
                    int space = name.indexOf(' ');
                    String path = name.substring(space + 1).replaceAll("\\{[^}]+}", Api.newId());
                    Answer answer = bob.call(name.substring(0, space), path, example(body));
                    assertThat(answer.status())
                            .as(name + ": " + answer.body())
                            .isIn(200, 201, 202, 204, 403, 404, 409, 422);
                }
            });
        }
    }

    private static Map<String, JsonNode> operations(Api api) {
        Map<String, JsonNode> all = new TreeMap<>();
        api.get("/v3/api-docs")
                .json()
                .path("paths")
                .forEachEntry((path, operations) -> operations.forEachEntry(
                        (method, operation) -> all.put(method.toUpperCase(Locale.ROOT) + " " + path, operation)));
        return all;
    }

    private static boolean hasExample(JsonNode content) {
        return content.has("example") || content.has("examples");
    }

    private static String example(JsonNode content) {
        JsonNode example = content.has("example")
                ? content.path("example")
                : content.path("examples").iterator().next().path("value");
        return example.isString() ? example.stringValue() : example.toString();
    }
}
