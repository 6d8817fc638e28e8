package dev.polylogue.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.SimulatedUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a program gets that speaks as to OpenAI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestServer server;
    private String secret;
    private Api program;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        Answer off = server.api().get("/v1/models");
        assertThat(off.status()).isEqualTo(404);
        assertThat(off.json().path("error").path("message").asString("")).contains("make one in the settings");
        Answer made = server.api().post("/api/tokens", "{\"name\":\" my editor \"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("name")).isEqualTo("my editor");
        secret = made.field("token");
        assertThat(secret).matches("pk-[A-Za-z0-9_-]{43}");
        program = server.api().with("Authorization", "Bearer " + secret);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static String ask(String model, String more) {
        return "{\"model\":\"" + Models.id(model) + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" + more
                + "}";
    }

    private void refused(Api api, String body, int status, String code) {
        Answer answer = api.post(CHAT, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("code").asString("")).isEqualTo(code);
        assertThat(error.path("message").asString("")).isNotEmpty();
        assertThat(error.path("type").asString("")).isNotEmpty();
    }

    @Test
    void aTokenStandsForItsOwnerAndAWrongOneForNobody() {
        assertThat(program.get("/api/conversations").status()).isEqualTo(200);
        assertThat(program.with("Origin", "https://elsewhere.example")
                        .get("/v1/models")
                        .status())
                .isEqualTo(200);
        Api wrong = server.api().with("Authorization", "Bearer pk-wrong");
        assertThat(wrong.get("/api/conversations").status()).isEqualTo(401);
        refused(wrong, ask(Models.QUICK, ""), 401, "invalid_api_key");
        refused(server.api(), ask(Models.QUICK, ""), 401, "invalid_api_key");
        assertThat(server.api().get("/api/tokens").body())
                .contains("lastUsedAt")
                .doesNotContain(secret);
    }

    @Test
    void aTokenCanNeitherMakeNorRemoveTokens() {
        assertThat(program.post("/api/tokens", "{\"name\":\"a\"}").status()).isEqualTo(403);
        String id = server.api().post("/api/tokens", "{\"name\":\"b\"}").field("id");
        assertThat(program.delete("/api/tokens/" + id).status()).isEqualTo(403);
        assertThat(server.api().delete("/api/tokens/" + id).status()).isEqualTo(204);
        assertThat(server.api().delete("/api/tokens/" + id).status()).isEqualTo(404);
        assertThat(server.api().post("/api/tokens", "{\"name\":\" \"}").status())
                .isEqualTo(400);
    }

    @Test
    void theModelsAreListed() {
        JsonNode list = program.get("/v1/models").json();
        assertThat(list.path("object").asString("")).isEqualTo("list");
        assertThat(list.path("data").toString()).contains("\"id\":\"" + Models.id(Models.QUICK) + "\"");
    }

    @Test
    void aWholeAnswerIsOneChatCompletion() {
        JsonNode answer =
                program.post(CHAT, ask(Models.QUICK, ",\"unknown\":1")).json();
        assertThat(answer.path("object").asString("")).isEqualTo("chat.completion");
        JsonNode choice = answer.path("choices").path(0);
        assertThat(choice.path("message").path("content").asString(""))
                .isEqualTo(SimulatedUpstream.textOf(Models.QUICK, 20));
        assertThat(choice.path("finish_reason").asString("")).isEqualTo("stop");
        assertThat(answer.path("usage").path("total_tokens").asInt()).isPositive();
    }

    @Test
    void aStreamBeginsWithTheRoleAndEndsWithUsageAndDone() {
        String body = ask(Models.QUICK, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        try (SseReader stream = program.stream("POST", CHAT, body)) {
            List<SseReader.Event> events = stream.rest();
            assertThat(events.getFirst().json().toString())
                    .contains("chat.completion.chunk", "\"role\":\"assistant\"", "\"usage\":null");
            assertThat(events.getLast().data()).isEqualTo("[DONE]");
            JsonNode usage = events.get(events.size() - 2).json();
            assertThat(usage.path("choices")).isEmpty();
            assertThat(usage.path("usage").path("completion_tokens").asInt()).isPositive();
            assertThat(events.get(events.size() - 3).data()).contains("\"finish_reason\":\"stop\"");
            var text = new StringBuilder();
            events.stream()
                    .filter(event -> event.data().startsWith("{"))
                    .forEach(event -> text.append(event.json()
                            .path("choices")
                            .path(0)
                            .path("delta")
                            .path("content")
                            .asString("")));
            assertThat(text.toString()).isEqualTo(SimulatedUpstream.textOf(Models.QUICK, 20));
        }
    }

    @Test
    void toolsAreCalledAndTheirAnswersAreTold() {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}]}";
        String user = "{\"role\":\"user\",\"content\":\"call look {}\"}";
        String head = "{\"model\":\"" + Models.id(Models.OBEDIENT) + "\",\"messages\":[";
        JsonNode choice = program.post(CHAT, head + user + "]" + tools)
                .json()
                .path("choices")
                .path(0);
        assertThat(choice.path("finish_reason").asString("")).isEqualTo("tool_calls");
        JsonNode message = choice.path("message");
        assertThat(message.path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("name")
                        .asString(""))
                .isEqualTo("look");
        String id = message.path("tool_calls").path(0).path("id").asString("");
        String tool = "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"a fold\"}";
        JsonNode second = program.post(CHAT, head + user + "," + message + "," + tool + "]" + tools)
                .json();
        assertThat(second.toString()).contains("The tools gave: a fold");
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(program, "{\"model\":", 400, "bad_request");
        refused(program, "[]", 400, "bad_request");
        refused(program, "{\"model\":\"sim/none\",\"messages\":[]}", 404, "model_not_found");
        for (String field : List.of(
                "\"n\":2",
                "\"stop\":[\"a\"]",
                "\"response_format\":{\"type\":\"json_schema\"}",
                "\"temperature\":3",
                "\"tool_choice\":\"required\"",
                "\"audio\":{\"voice\":\"a\"}")) {
            Answer answer = program.post(CHAT, ask(Models.QUICK, "," + field));
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(field)
                    .startsWith("\"" + answer.json().path("error").path("param").asString("") + "\"");
        }
        String image = "{\"model\":\"" + Models.id(Models.QUICK) + "\",\"messages\":[{\"role\":\"user\",\"content\":"
                + "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://a.example/a.png\"}}]}]}";
        assertThat(program.post(CHAT, image).body()).contains("messages[0].content[0].image_url.url", "data: URL");
        assertThat(program.get("/v1/nothing")
                        .json()
                        .path("error")
                        .path("message")
                        .asString(""))
                .isNotEmpty();
    }

    @Test
    void aRefusalOfTheModelServerIsToldInItsWords() {
        refused(program, ask(Models.REFUSING, ""), 400, "upstream_refused");
        try (SseReader stream = program.stream("POST", CHAT, ask(Models.BROKEN, ",\"stream\":true"))) {
            assertThat(stream.rest().getLast().json().path("error").path("code").asString(""))
                    .startsWith("upstream_");
        }
    }

    @Test
    void hangingUpClosesTheCallOfAStream() throws InterruptedException {
        int before = server.upstream().requests().size();
        try (SseReader stream = program.stream("POST", CHAT, ask(Models.STEADY, ",\"stream\":true"))) {
            stream.next();
            stream.next();
        }
        var request = server.upstream().awaitRequests(before + 1, SOON).getLast();
        server.upstream().awaitClientLeft(request, SOON);
    }

    @Test
    void hangingUpClosesTheCallOfAWholeAnswer() throws IOException, InterruptedException {
        int before = server.upstream().requests().size();
        String body = ask(Models.SILENT, "");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST " + CHAT + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                    + "\r\nAuthorization: Bearer " + secret
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            server.upstream().awaitRequests(before + 1, SOON);
        }
        var request = server.upstream().requests().getLast();
        server.upstream().awaitClientLeft(request, SOON);
    }
}
