package dev.polylogue.server.aisdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The requests of the AI SDK's default transport, as npm {@code ai} 6 and 7 send them. */
final class AiSdkTest {

    private static final String CHAT = "/api/ai-sdk/chat";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, "--polylogue.tools.fetch-url=true");
        api = server.api();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String message(String id, String role, String text) {
        return "{\"id\":\"" + id + "\",\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"text\":\"" + text
                + "\"}]}";
    }

    private static String submit(String model, String... messages) {
        return "{\"id\":\"my-chat\",\"trigger\":\"submit-message\",\"model\":\"" + Models.id(model)
                + "\",\"messages\":[" + String.join(",", messages) + "]}";
    }

    private String conversation() {
        return api.get("/api/conversations")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString("");
    }

    private JsonNode messages() {
        return api.get("/api/conversations/" + conversation()).json().path("messages");
    }

    @Test
    void aMessageIsAnsweredInTheStreamAndTheChatGoesOn() {
        String answer;
        try (SseReader stream = api.stream("POST", CHAT, submit(Models.QUICK, message("m1", "user", "Hello")))) {
            List<?> all = stream.rest();
            assertThat(all.toString()).contains("\"start\"", "text-delta", "\"finish\"", "[DONE]");
            answer = messages().get(1).path("id").asString("");
        }
        String second = submit(
                Models.QUICK,
                message("m1", "user", "Hello"),
                message(answer, "assistant", "…"),
                message("m2", "user", "And?"));
        try (SseReader stream = api.stream("POST", CHAT, second)) {
            assertThat(stream.rest().toString()).contains("\"finish\"");
        }
        assertThat(messages()).hasSize(4);
        assertThat(messages().get(2).path("parentId").asString("")).isEqualTo(answer);
    }

    @Test
    void anAnswerIsMadeAgain() {
        try (SseReader stream = api.stream("POST", CHAT, submit(Models.QUICK, message("m1", "user", "Hello")))) {
            stream.rest();
        }
        String body = "{\"id\":\"my-chat\",\"trigger\":\"regenerate-message\",\"messages\":["
                + message("m1", "user", "Hello") + "]}";
        try (SseReader stream = api.stream("POST", CHAT, body)) {
            assertThat(stream.rest().toString()).contains("\"finish\"");
        }
        assertThat(messages()).hasSize(3);
        assertThat(messages().get(2).path("parentId").asString(""))
                .isEqualTo(messages().get(0).path("id").asString(""));
    }

    @Test
    void hangingUpStopsAndResumingFindsNothingThen() {
        try (SseReader stream = api.stream("POST", CHAT, submit(Models.STEADY, message("m1", "user", "Hello")))) {
            stream.next();
            try (SseReader other = api.stream(CHAT + "/my-chat/stream")) {
                assertThat(other.next().orElseThrow().json().path("type").asString(""))
                        .isEqualTo("start");
            }
        }
        Await.until("stopped", SOON, () -> api.get("/api/generations").json().isEmpty());

        assertThat(api.get(CHAT + "/my-chat/stream").status()).isEqualTo(204);
        assertThat(api.get(CHAT + "/another/stream").status()).isEqualTo(204);
        assertThat(messages().get(1).path("status").asString("")).isEqualTo("stopped");
    }

    @Test
    void theStreamEndsWhereAToolNeedsAWordAndGoesOnWithIt() {
        String word = word(asked());

        try (SseReader stream = api.stream("POST", CHAT, word)) {
            assertThat(stream.rest().toString()).contains("tool-output-denied", "The tools gave", "\"finish\"");
        }
        assertThat(api.post(CHAT, word).field("code")).isEqualTo("wrong-state");
    }

    @Test
    void aWordIsTakenAfterARestartToo() {
        Asked asked = asked();
        server.close();
        start();
        try (SseReader stream = api.stream(CHAT + "/my-chat/stream")) {
            assertThat(stream.rest().toString()).contains(asked.approval());
        }
        try (SseReader stream = api.stream("POST", CHAT, word(asked))) {
            assertThat(stream.rest().toString()).contains("tool-output-denied", "The tools gave", "\"finish\"");
        }
    }

    private record Asked(String message, String approval) {}

    private Asked asked() {
        String ask = submit(
                Models.OBEDIENT, message("m1", "user", "call fetch_url {\\\"url\\\":\\\"http://127.0.0.1/\\\"}"));
        String approval = "";
        String start = "";
        try (SseReader stream = api.stream("POST", CHAT, ask)) {
            for (SseReader.Event event : stream.rest()) {
                if (event.data().startsWith("{")) {
                    JsonNode chunk = event.json();
                    switch (chunk.path("type").asString("")) {
                        case "start" -> start = chunk.path("messageId").asString("");
                        case "tool-approval-request" ->
                            approval = chunk.path("approvalId").asString("");
                        default -> {}
                    }
                }
            }
        }
        assertThat(approval).isNotEmpty();
        return new Asked(start, approval);
    }

    private static String word(Asked asked) {
        return "{\"id\":\"my-chat\",\"trigger\":\"submit-message\",\"messageId\":\"" + asked.message()
                + "\",\"messages\":[{\"id\":\"" + asked.message()
                + "\",\"role\":\"assistant\",\"parts\":[{\"type\":\"dynamic-tool\",\"state\":\"approval-responded\","
                + "\"toolCallId\":\"call_0\",\"approval\":{\"id\":\"" + asked.approval()
                + "\",\"approved\":false}}]}]}";
    }

    @Test
    void aMessageWhoseFirstWordingNeverCameIsSentWhenItIsEdited() {
        String edited = "{\"id\":\"my-chat\",\"messageId\":\"m1\",\"model\":\"" + Models.id(Models.QUICK)
                + "\",\"messages\":[" + message("m1", "user", "Hello") + "]}";
        for (int wordings = 1; wordings <= 2; wordings++) {
            try (SseReader stream = api.stream("POST", CHAT, edited)) {
                assertThat(stream.rest().toString()).contains("\"finish\"");
            }
            assertThat(messages()).hasSize(2 * wordings);
        }
    }

    private static String withFile(String id, byte[] bytes) {
        return "{\"id\":\"" + id + "\",\"role\":\"user\",\"parts\":[{\"type\":\"file\",\"mediaType\":\"image/png\","
                + "\"filename\":\"a.txt\",\"url\":\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(bytes) + "\"}]}";
    }

    @Test
    void aFileIsWhatItsBytesSayAndMayBeLargerThanAnyOtherRequest() {
        byte[] text = "x".repeat(3 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
        try (SseReader stream = api.stream("POST", CHAT, submit(Models.QUICK, withFile("m1", text)))) {
            assertThat(stream.rest().toString()).contains("\"finish\"");
        }
        JsonNode file = messages().get(0).path("parts").get(1);
        assertThat(file.path("mediaType").asString("")).isEqualTo("text/plain");
        assertThat(file.path("size").asInt()).isEqualTo(text.length);
        Answer large = api.post(CHAT, submit(Models.QUICK, withFile("m2", new byte[20 * 1024 * 1024 + 1])));
        assertThat(large.status()).isEqualTo(413);
        Answer unreadable = api.post(CHAT, submit(Models.QUICK, withFile("m3", new byte[] {0, 1, 2})));
        assertThat(unreadable.field("code")).isEqualTo("unsupported-attachment");
    }

    @Test
    void nothingIsFetchedAndABadFileIsRefusedInWords() {
        for (String url : List.of("https://example.org/a.png", "data:text/plain,abc", "data:text/plain;base64,?", "")) {
            refused(
                    "{\"id\":\"c\",\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"parts\":[{\"type\":\"file\",\"url\":\""
                            + url + "\"}]}]}",
                    "messages");
        }
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        String hello = submit(Models.QUICK, message("m1", "user", "Hello"));
        Answer refused = api.with("X-AI-SDK-Version", "new").post(CHAT, hello);
        assertThat(refused.field("path")).isEqualTo("X-AI-SDK-Version");
        try (SseReader stream = api.with("X-AI-SDK-Version", "7.0.173").stream("POST", CHAT, hello)) {
            assertThat(stream.rest().toString()).contains("\"finish\"");
        }
    }

    @Test
    void whatIsNoChatIsRefusedInWords() {
        refused("{}", "id");
        refused("{\"id\":\"c\"}", "messages");
        refused("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"parts\":[]}]}", "messages");
        Answer empty = api.post(CHAT, "{\"id\":\"c\",\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"parts\":[]}]}");
        assertThat(empty.status()).isEqualTo(422);
        Answer nothing = api.post(CHAT, "{\"id\":\"c\",\"trigger\":\"regenerate-message\"}");
        assertThat(nothing.status()).isEqualTo(404);
    }

    private void refused(String body, String path) {
        Answer refused = api.post(CHAT, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("path")).isEqualTo(path);
    }
}
