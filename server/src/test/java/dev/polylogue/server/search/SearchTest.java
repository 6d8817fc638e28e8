package dev.polylogue.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchTest {

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

    @Test
    void aSentMessageIsFoundAtOnceAndADeletedOneNoMore() {
        String conversation = api.conversation(Models.QUICK);
        Answer sent = api.send(conversation, "Where do violins come from?");

        JsonNode items = found("violins come").json().path("items");
        // The title is made of the first message, and comes before it.
        assertThat(items).hasSize(2);
        JsonNode hit = items.get(1);
        assertThat(hit.path("conversationId").asString()).isEqualTo(conversation);
        assertThat(hit.path("messageId").asString()).isEqualTo(sent.field("userMessageId"));
        assertThat(hit.path("role").asString()).isEqualTo("user");
        assertThat(hit.path("excerpt").toString())
                .isEqualTo("[{\"text\":\"Where do \",\"match\":false},{\"text\":\"violins\",\"match\":true},"
                        + "{\"text\":\" \",\"match\":false},{\"text\":\"come\",\"match\":true},"
                        + "{\"text\":\" from?\",\"match\":false}]");

        api.delete("/api/conversations/" + conversation);
        assertThat(found("violins").json().path("items")).isEmpty();
    }

    @Test
    void aTitleIsFoundWithoutAMessage() {
        String conversation = api.conversation(Models.QUICK);
        api.patch("/api/conversations/" + conversation, "{\"title\":\"Über Flöten\"}");

        JsonNode items = found("uber flot").json().path("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).has("messageId")).isFalse();
        assertThat(items.get(0).has("role")).isFalse();
    }

    @Test
    void thePiecesFollowEachOther() {
        for (int i = 0; i < 3; i++) {
            String conversation = api.conversation(Models.QUICK);
            api.patch("/api/conversations/" + conversation, "{\"title\":\"Trombone " + i + "\"}");
        }
        Answer first = api.get("/api/search?q=trombone&limit=2");
        Answer second = api.get("/api/search?q=trombone&limit=2&after=" + first.field("next"));

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "* AND (", "\u0000", "NEAR("})
    void whatHasNoWordsOrIsSyntaxElsewhereIsNoError(String typed) {
        Answer found = found(typed);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("items")).isEmpty();
    }

    @Test
    void whatCannotBeASearchIsRefused() {
        assertRefused(api.get("/api/search"), 400, "bad-request");
        assertRefused(api.get("/api/search?q=a&limit=0"), 400, "bad-request");
        assertRefused(found("a".repeat(1_001)), 413, "too-large");
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("code")).isEqualTo(code);
    }

    private Answer found(String typed) {
        return api.get("/api/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }
}
