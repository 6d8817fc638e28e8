package dev.polylogue.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ClarificationTest {

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        api = server.api();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aQuestionIsAnsweredAndTheAnswerGoesOn() {
        Answer sent = ask();
        try (SseReader chunks = chunks(sent)) {
            String question = awaitQuestion(chunks);

            Answer answered = api.post("/api/clarifications/" + question + "/answer", "{\"text\":\"Blue\"}");

            assertThat(answered.status()).isEqualTo(202);
            assertThat(chunks.rest().toString()).contains("\"answered\"", "\"finish\"");
            Answer other = api.post("/api/clarifications/" + question + "/answer", "{\"text\":\"Red\"}");
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.field("code")).isEqualTo("wrong-state");
        }
    }

    @Test
    void aQuestionCanBeDeclined() {
        Answer sent = ask();
        try (SseReader chunks = chunks(sent)) {
            String question = awaitQuestion(chunks);

            assertThat(api.post("/api/clarifications/" + question + "/decline").status())
                    .isEqualTo(202);

            assertThat(chunks.rest().toString()).contains("\"declined\"", "\"finish\"");
        }
    }

    @Test
    void aQuestionSurvivesARestart() {
        Answer sent = ask();
        String question;
        try (SseReader chunks = chunks(sent)) {
            question = awaitQuestion(chunks);
            chunks.await(ClarificationTest::waits);
        }
        server.close();
        server = TestServer.start(folder);
        api = server.api();

        try (SseReader chunks = chunks(sent)) {
            assertThat(awaitQuestion(chunks)).isEqualTo(question);
            Answer answered = api.post("/api/clarifications/" + question + "/answer", "{\"text\":\"Blue\"}");

            assertThat(answered.status()).isEqualTo(202);
            assertThat(chunks.rest().toString()).contains("\"answered\"", "\"finish\"");
        }
    }

    private Answer ask() {
        Answer sent = api.post(
                "/api/conversations/" + Api.newId() + "/messages",
                "{\"text\":\"Ask me a question\",\"model\":\"polylogue/guide\"}");
        assertThat(sent.status()).isEqualTo(202);
        return sent;
    }

    private static String awaitQuestion(SseReader chunks) {
        JsonNode asked =
                chunks.await(event -> event.type().equals("data-clarification")).json();
        assertThat(asked.path("data").path("state").asString()).isEqualTo("waiting");
        assertThat(asked.path("data").path("question").asString()).isNotBlank();
        return asked.path("id").asString();
    }

    /** The question is said a moment before: a process that ends in between stops the answer. */
    private static boolean waits(SseReader.Event event) {
        return event.type().equals("data-status")
                && event.json().path("data").path("state").asString().equals("awaiting-input");
    }

    private SseReader chunks(Answer sent) {
        return api.stream("/api/generations/" + sent.field("generationId") + "/chunks");
    }
}
