package dev.polylogue.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the description that is made from the code against the routes that clients were promised. */
final class DescriptionTest {

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
            Set<String> routes = new TreeSet<>();
            described
                    .json()
                    .path("paths")
                    .forEachEntry((path, operations) -> operations.forEachEntry(
                            (method, _) -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
            assertThat(routes).isEqualTo(new TreeSet<>(PROMISED));
        }
    }
}
