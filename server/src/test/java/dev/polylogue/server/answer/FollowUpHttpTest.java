package dev.polylogue.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The queue of follow-ups as docs/protocol.md words it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FollowUpHttpTest {

    private TestServer server;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        api = server.api();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static String path(String conversation) {
        return "/api/conversations/" + conversation + "/follow-ups";
    }

    private Answer add(String conversation, String text) {
        return api.post(path(conversation), "{\"text\":\"" + text + "\"}");
    }

    private static List<String> texts(Answer answer) {
        List<String> texts = new ArrayList<>();
        answer.json().path("items").forEach(item -> texts.add(item.path("text").asString()));
        return texts;
    }

    @Test
    void whatWaitsIsListedChangedMovedAndRemoved() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "one");

        Answer added = add(conversation, "two");
        assertThat(added.status()).isEqualTo(201);
        add(conversation, "three");
        Answer listed = api.get(path(conversation));
        assertThat(texts(listed)).containsExactly("two", "three");
        JsonNode last = listed.json().path("items").get(1);
        String one = path(conversation) + "/" + last.path("id").asString();
        Answer changed = api.patch(one, "{\"text\":\"drei\",\"position\":0}");

        assertThat(last.path("createdAt").asString()).isNotEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(texts(changed)).containsExactly("drei", "two");
        assertThat(changed.json().path("revision").asLong())
                .isGreaterThan(listed.json().path("revision").asLong());
        JsonNode summary = api.get("/api/conversations/" + conversation).json().path("followUps");
        assertThat(summary.path("count").asInt()).isEqualTo(2);
        assertThat(summary.path("revision")).isEqualTo(changed.json().path("revision"));
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.delete(one).status()).isEqualTo(404);
        api.post("/api/generations/" + sent.field("generationId") + "/stop");
    }

    @Test
    void aStopPausesThemAndResumeSendsTheNext() {
        String conversation = api.conversation(Models.SILENT);
        Answer sent = api.send(conversation, "one");
        add(conversation, "two");

        api.post("/api/generations/" + sent.field("generationId") + "/stop");

        assertThat(api.get(path(conversation)).field("paused")).isEqualTo("stopped");
        try (SseReader events = api.stream("/api/events")) {
            assertThat(api.post(path(conversation) + "/resume").status()).isEqualTo(202);
            events.await(
                    event -> event.data().contains("\"start\"") && event.data().contains(conversation));
        }
        assertThat(texts(api.get(path(conversation)))).isEmpty();
        assertThat(api.get("/api/conversations/" + conversation).json().has("followUps"))
                .isFalse();
    }

    @Test
    void theSameIdAgainIsTheSameWish() {
        String conversation = api.conversation(Models.STEADY);
        api.send(conversation, "one");
        String body = "{\"id\":\"" + Api.newId() + "\",\"text\":\"two\"}";

        Answer first = api.post(path(conversation), body);
        Answer again = api.post(path(conversation), body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(api.delete("/api/conversations/" + conversation).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\":\" \"} | 422 | empty-message",
                "{} | 422 | empty-message",
                "{\"text\":5} | 400 | bad-request",
                "{\"id\":\"x\",\"text\":\"a\"} | 404 | not-found",
                "no json | 400 | bad-request",
            })
    void whatCannotWaitIsRefused(String body, int status, String code) {
        Answer refused = api.post(path(api.conversation(Models.QUICK)), body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.field("code")).isEqualTo(code);
    }

    @Test
    void theFiftyFirstIsRefusedAndSoIsOneForNoConversation() {
        String conversation = api.conversation(Models.STEADY);
        api.send(conversation, "one");
        for (int count = 0; count < 50; count++) {
            assertThat(add(conversation, "text " + count).status()).isEqualTo(201);
        }

        Answer refused = add(conversation, "one more");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("queue-full");
        assertThat(add(Api.newId(), "lost").status()).isEqualTo(404);
        assertThat(api.delete("/api/conversations/" + conversation).status()).isEqualTo(204);
    }
}
