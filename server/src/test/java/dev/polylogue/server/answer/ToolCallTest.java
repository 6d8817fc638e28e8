package dev.polylogue.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tools that come with Polylogue, called by a model over real HTTP. */
final class ToolCallTest {

    private static final String CALCULATOR = "call calculator {\\\"expression\\\":\\\"6*7\\\"}";
    private static final String FETCH = "call fetch_url {\\\"url\\\":\\\"http://127.0.0.1/\\\"}";

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;
    private String conversation;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, "--polylogue.tools.fetch-url=true");
        api = server.api();
        conversation = api.conversation(Models.OBEDIENT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SseReader chunks(Answer sent) {
        return api.stream("/api/generations/" + sent.field("generationId") + "/chunks");
    }

    private JsonNode newestAnswer() {
        JsonNode messages = api.get("/api/conversations/" + conversation).json().path("messages");
        return messages.get(messages.size() - 1);
    }

    private static String awaitApproval(SseReader chunks) {
        return chunks.await(event -> event.data().contains("\"tool-approval-request\""))
                .json()
                .path("approvalId")
                .asString("");
    }

    @Test
    void aCalculationIsDoneAndTold() {
        Answer sent = api.send(conversation, CALCULATOR);
        try (SseReader chunks = chunks(sent)) {
            assertThat(chunks.rest().toString()).contains("tool-output-available", "The tools gave: 42", "\"finish\"");
        }
        JsonNode call = newestAnswer().path("parts").get(0);
        assertThat(call.path("state").asString("")).isEqualTo("output-available");
        assertThat(call.path("activity").path("source").asString("")).isEqualTo("built-in");
        assertThat(newestAnswer().path("status").asString("")).isEqualTo("complete");
    }

    @Test
    void wrongArgumentsAreToldToTheModel() {
        Answer sent = api.send(conversation, "call calculator {}");
        try (SseReader chunks = chunks(sent)) {
            assertThat(chunks.rest().toString())
                    .contains("tool-output-error", "The arguments do not fit", "expression");
        }
    }

    @Test
    void anApprovalWaitsInTheListAndIsGivenFromAnywhere() {
        Answer sent = api.send(conversation, FETCH);
        try (SseReader chunks = chunks(sent)) {
            String approval = awaitApproval(chunks);
            assertThat(api.post("/api/tool-calls/" + approval + "/approve", "{\"always\":1}")
                            .status())
                    .isEqualTo(400);

            Answer approved = api.post("/api/tool-calls/" + approval + "/approve");

            assertThat(approved.status()).isEqualTo(202);
            // It may run, and refuses to look at this machine.
            assertThat(chunks.rest().toString()).contains("\"approved\":true", "tool-output-error", "\"finish\"");
            assertThat(api.post("/api/tool-calls/" + approval + "/approve").status())
                    .isEqualTo(202);
            assertThat(api.post("/api/tool-calls/" + approval + "/deny").field("code"))
                    .isEqualTo("wrong-state");
        }
    }

    @Test
    void aDeniedCallSurvivesARestartAndIsTold() {
        Answer sent = api.send(conversation, FETCH);
        String approval;
        try (SseReader chunks = chunks(sent)) {
            approval = awaitApproval(chunks);
        }
        assertThat(api.get("/api/conversations/" + conversation).field("attention"))
                .isEqualTo("waiting");
        server.close();
        server = TestServer.start(folder, "--polylogue.tools.fetch-url=true");
        api = server.api();

        try (SseReader chunks = chunks(sent)) {
            assertThat(awaitApproval(chunks)).isEqualTo(approval);
            assertThat(api.post("/api/tool-calls/" + approval + "/deny").status())
                    .isEqualTo(202);
            assertThat(chunks.rest().toString()).contains("tool-output-denied", "did not allow", "\"finish\"");
        }
    }

    @Test
    void aStopWhileAToolWaitsEndsIt() {
        Answer sent = api.send(conversation, FETCH);
        try (SseReader chunks = chunks(sent)) {
            String approval = awaitApproval(chunks);

            Answer stopped = api.post("/api/generations/" + sent.field("generationId") + "/stop");

            assertThat(stopped.field("state")).isEqualTo("stopped");
            assertThat(chunks.rest().toString()).contains("cancelled", "\"abort\"");
            assertThat(api.post("/api/tool-calls/" + approval + "/approve").status())
                    .isEqualTo(409);
        }
        assertThat(newestAnswer().path("parts").get(0).path("state").asString(""))
                .isEqualTo("output-error");
    }
}
