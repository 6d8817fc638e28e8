package dev.polylogue.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.SseReader.Event;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.SimulatedUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    void aMessageIsAcknowledgedAndThenAnswered() {
        String conversation = api.conversation(Models.QUICK);

        Answer sent = api.send(conversation, "Hello");

        assertThat(sent.status()).isEqualTo(202);
        awaitEnd(sent);
        JsonNode messages = messages(conversation);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).path("id").asString()).isEqualTo(sent.field("userMessageId"));
        assertThat(messages.get(0).path("parts").get(0).path("text").asString()).isEqualTo("Hello");
        assertThat(messages.get(1).path("id").asString()).isEqualTo(sent.field("assistantMessageId"));
        assertThat(messages.get(1).path("parentId").asString()).isEqualTo(sent.field("userMessageId"));
        assertThat(messages.get(1).path("status").asString()).isEqualTo("complete");
        assertThat(messages.get(1).path("parts").get(0).path("text").asString())
                .isEqualTo(SimulatedUpstream.textOf(Models.QUICK, 20));
    }

    @Test
    void aConversationThatDoesNotExistYetIsMade() {
        String conversation = Api.newId();

        Answer sent = api.post(path(conversation), "{\"text\":\"Hi\",\"model\":\"" + Models.id(Models.QUICK) + "\"}");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(messages(conversation)).hasSize(2);
        awaitEnd(sent);
    }

    @Test
    void theSameRequestIdAgainGetsTheFirstAnswerAgain() {
        String conversation = api.conversation(Models.QUICK);
        String body = "{\"requestId\":\"" + Api.newId() + "\",\"text\":\"Once\"}";

        Answer first = api.post(path(conversation), body);
        Answer again = api.post(path(conversation), body);
        awaitEnd(first);
        Answer afterTheEnd = api.post(path(conversation), body);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(afterTheEnd.json()).isEqualTo(first.json());
        assertThat(messages(conversation)).hasSize(2);
    }

    @Test
    void aSecondSendIsRefusedWithTheActiveGeneration() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "First");

        Answer second = api.send(conversation, "Second");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("code")).isEqualTo("conversation-busy");
        assertThat(second.field("generationId")).isEqualTo(sent.field("generationId"));
        assertThat(messages(conversation)).hasSize(2);
        stop(sent);
    }

    @Test
    void aStopIsAnsweredAfterTheEndIsStoredAndTheUpstreamClosed() throws InterruptedException {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "Go on");
        try (SseReader chunks = chunks(sent, 0)) {
            chunks.await(event -> event.type().equals("text-delta"));
        }

        Answer stopped = stop(sent);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.field("state")).isEqualTo("stopped");
        assertThat(stopped.field("stopCause")).isEqualTo("PERSON");
        assertThat(stopped.json().path("upstreamClosed").asBoolean()).isTrue();
        assertThat(stopped.json().path("upstreamClosedMillis").isNumber()).isTrue();
        assertThat(stopped.json().path("savedCharacters").asLong()).isPositive();
        JsonNode answer = messages(conversation).get(1);
        assertThat(answer.path("status").asString()).isEqualTo("stopped");
        assertThat(answer.path("stopCause").asString()).isEqualTo("PERSON");
        assertThat(stop(sent).field("state")).isEqualTo("stopped");
        server.upstream().requests().getLast().awaitClientLeft(PATIENCE);
    }

    @Test
    void whatIsStoppedByListIsReportedEach() {
        Answer one = api.send(api.conversation(Models.SILENT), "One");
        Answer two = api.send(api.conversation(Models.SILENT), "Two");
        Answer three = api.send(api.conversation(Models.SILENT), "Three");
        String ids = "{\"ids\":[\"" + one.field("generationId") + "\",\"" + two.field("generationId") + "\"]}";

        Answer stopped = api.post("/api/generations/stop", ids);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json()).hasSize(2);
        assertThat(active()).contains(three.field("generationId")).doesNotContain(one.field("generationId"));
        Answer rest = api.post("/api/generations/stop", "{\"all\":true}");
        assertThat(rest.body()).contains(three.field("generationId"));
        assertThat(active()).isEmpty();
    }

    @Test
    void aPagesLastWordStopsWhatThatPageStartedAndNothingElse() {
        Api page = api.with("X-Page-Id", "browser-1.page-1");
        Api other = api.with("X-Page-Id", "browser-1.page-2");
        Answer mine = page.send(api.conversation(Models.SILENT), "Mine");
        Answer others = other.send(api.conversation(Models.SILENT), "Another page's");
        Answer script = api.send(api.conversation(Models.SILENT), "A script's");

        Answer stopped = api.post("/api/generations/stop", "{\"pageId\":\"browser-1.page-1\"}");

        assertThat(stopped.json()).hasSize(1);
        assertThat(stopped.json().get(0).path("stopCause").asString()).isEqualTo("LEFT_PAGE");
        assertThat(active())
                .contains(others.field("generationId"), script.field("generationId"))
                .doesNotContain(mine.field("generationId"));
        stop(others);
        stop(script);
    }

    @Test
    void activeGenerationsAreListedWithTheirConversation() {
        String conversation = api.conversation(Models.SILENT);
        Answer sent = api.send(conversation, "Wait");

        JsonNode active = find(api.get("/api/generations").json(), sent.field("generationId"));

        assertThat(active.path("conversationId").asString()).isEqualTo(conversation);
        assertThat(active.path("messageId").asString()).isEqualTo(sent.field("assistantMessageId"));
        assertThat(active.path("model").asString()).isEqualTo(Models.id(Models.SILENT));
        assertThat(active.path("state").asString()).isIn("queued", "running");
        assertThat(active.has("offset")).isTrue();
        assertThat(active.has("startedAt")).isTrue();
        stop(sent);
    }

    @Test
    void anEditMakesASiblingAndAnAnswerToIt() {
        String conversation = api.conversation(Models.QUICK);
        Answer sent = api.send(conversation, "First words");
        awaitEnd(sent);

        Answer edited = api.post(
                path(conversation) + "/" + sent.field("userMessageId") + "/edit", "{\"text\":\"Other words\"}");

        assertThat(edited.status()).isEqualTo(202);
        awaitEnd(edited);
        JsonNode sibling = find(messages(conversation), edited.field("userMessageId"));
        assertThat(sibling.has("parentId")).isFalse();
        assertThat(sibling.path("parts").get(0).path("text").asString()).isEqualTo("Other words");
        assertThat(messages(conversation)).hasSize(4);
    }

    @Test
    void aRegenerationMakesASiblingOfTheAnswer() {
        String conversation = api.conversation(Models.QUICK);
        Answer sent = api.send(conversation, "Say it");
        awaitEnd(sent);

        Answer again = api.post(path(conversation) + "/" + sent.field("assistantMessageId") + "/regenerate");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.field("userMessageId")).isEqualTo(sent.field("userMessageId"));
        awaitEnd(again);
        JsonNode sibling = find(messages(conversation), again.field("assistantMessageId"));
        assertThat(sibling.path("parentId").asString()).isEqualTo(sent.field("userMessageId"));
        assertThat(messages(conversation)).hasSize(3);
    }

    @Test
    void aStoppedAnswerGoesOnInTheSameMessage() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "Count");
        try (SseReader chunks = chunks(sent, 0)) {
            chunks.await(event -> event.type().equals("text-delta"));
        }
        stop(sent);
        String partial =
                messages(conversation).get(1).path("parts").get(0).path("text").asString();

        Answer goesOn = api.post(path(conversation) + "/" + sent.field("assistantMessageId") + "/continue", "{}");

        assertThat(goesOn.status()).isEqualTo(202);
        assertThat(goesOn.field("assistantMessageId")).isEqualTo(sent.field("assistantMessageId"));
        try (SseReader chunks = chunks(goesOn, 0)) {
            Event first = chunks.await(event -> event.type().equals("text-delta"));
            assertThat(first.json().path("delta").asString()).isEqualTo(partial);
        }
        stop(goesOn);
    }

    @Test
    void aMessageIsDeletedWithAllBelowItButNotWhileItStreams() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "Away");
        String message = path(conversation) + "/" + sent.field("userMessageId");

        Answer refused = api.delete(message);
        stop(sent);
        Answer deleted = api.delete(message);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("generationId")).isEqualTo(sent.field("generationId"));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(messages(conversation)).isEmpty();
        assertThat(api.delete(message).status()).isEqualTo(404);
    }

    @Test
    void deletingAStreamingConversationClosesItsUpstreamFirst() throws InterruptedException {
        String conversation = api.conversation(Models.SILENT);
        int before = server.upstream().requests().size();
        api.send(conversation, "Never to be answered");
        var request = server.upstream().awaitRequests(before + 1, PATIENCE).getLast();

        Answer deleted = api.delete("/api/conversations/" + conversation);

        assertThat(deleted.status()).isEqualTo(204);
        request.awaitClientLeft(PATIENCE);
        assertThat(api.delete("/api/conversations/" + conversation).status()).isEqualTo(404);
        assertThat(api.get("/api/conversations/" + conversation).status()).isEqualTo(404);
    }

    @Test
    void aFailingModelEndsTheAnswerFailedWithTheServersOwnWords() {
        String conversation = api.conversation(Models.REFUSING);

        List<Event> chunks = awaitEnd(api.send(conversation, "Please"));

        assertThat(chunks.get(chunks.size() - 2).type()).isEqualTo("error");
        JsonNode answer = messages(conversation).get(1);
        assertThat(answer.path("status").asString()).isEqualTo("failed");
        assertThat(answer.path("error").path("code").asString()).startsWith("upstream-");
        assertThat(answer.path("error").path("message").asString()).isNotBlank();
    }

    private Answer stop(Answer sent) {
        return api.post("/api/generations/" + sent.field("generationId") + "/stop");
    }

    private List<String> active() {
        return api.get("/api/generations")
                .json()
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private List<Event> awaitEnd(Answer sent) {
        try (SseReader chunks = chunks(sent, 0)) {
            return chunks.rest();
        }
    }

    private SseReader chunks(Answer sent, int offset) {
        return api.stream("/api/generations/" + sent.field("generationId") + "/chunks?offset=" + offset);
    }

    private JsonNode messages(String conversation) {
        return api.get("/api/conversations/" + conversation).json().path("messages");
    }

    private static JsonNode find(JsonNode list, String id) {
        return list.valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + list));
    }

    private static String path(String conversation) {
        return "/api/conversations/" + conversation + "/messages";
    }
}
