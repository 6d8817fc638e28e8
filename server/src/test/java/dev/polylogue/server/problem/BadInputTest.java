package dev.polylogue.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final int MEBIBYTE = 1 << 20;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | $",
                "no json | $",
                "[] | $",
                "null | $",
                "5 | $",
                "{\"text\":\"a\"} and more | $",
                "{\"text\":5} | text",
                "{\"text\":true} | text",
                "{\"text\":[\"a\"]} | text",
                "{\"text\":\"a\",\"model\":{}} | model",
                "{\"text\":\"a\",\"requestId\":5} | requestId",
                "{\"text\":\"a\",\"attachments\":\"x\"} | attachments",
            })
    void aBodyThatIsWrongIsRefusedWithThePathOfTheField(String body, String path) {
        Answer refused = api.post(path(Api.newId()), body.strip());

        assertProblem(refused, 400, "bad-request");
        assertThat(refused.field("path")).isEqualTo(path);
    }

    @Test
    void anUnknownWordForAnEnumIsRefused() {
        Answer refused = api.patch("/api/settings", "{\"onLeave\":\"maybe\"}");

        assertProblem(refused, 400, "bad-request");
        assertThat(refused.field("path")).isEqualTo("onLeave");
        assertThat(refused.field("detail")).contains("stop").contains("continue");
    }

    @ParameterizedTest
    @CsvSource({"limit,x", "limit,0", "archived,maybe"})
    void aWrongParameterIsRefusedByItsName(String name, String value) {
        Answer refused = api.get("/api/conversations?" + name + "=" + value);

        assertProblem(refused, 400, "bad-request");
        assertThat(refused.field("path")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":null}", "{\"text\":\"\"}", "{\"text\":\" \\n\\t \"}"})
    void blankTextIsRefusedAndNothingIsMade(String body) {
        String conversation = Api.newId();

        assertProblem(api.post(path(conversation), body), 422, "empty-message");

        assertThat(api.get("/api/conversations/" + conversation).status()).isEqualTo(404);
    }

    @Test
    void aTextOverAMebibyteIsTooLarge() {
        assertProblem(api.post(path(Api.newId()), text(MEBIBYTE + 1)), 413, "too-large");
    }

    @Test
    void aTextOfAMebibyteIsNot() {
        String conversation = api.conversation(Models.SILENT);

        Answer sent = api.post(path(conversation), text(MEBIBYTE));

        assertThat(sent.status()).isEqualTo(202);
        api.post("/api/generations/" + sent.field("generationId") + "/stop");
    }

    @Test
    void aTextIsMeasuredInBytes() {
        String body = "{\"text\":\"" + "ä".repeat(MEBIBYTE / 2 + 1) + "\"}";

        assertProblem(api.post(path(Api.newId()), body), 413, "too-large");
    }

    @Test
    void aBodyOverTwoMebibytesIsTooLarge() {
        assertProblem(api.post(path(Api.newId()), text(5 * MEBIBYTE)), 413, "too-large");
    }

    @Test
    void aBodyOfUnknownLengthIsTooLargeOnceItIs() {
        byte[] body = text(5 * MEBIBYTE).getBytes(StandardCharsets.UTF_8);

        Answer refused = api.with("Content-Type", "application/json")
                .call("POST", path(Api.newId()), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertProblem(refused, 413, "too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/conversations/ID,",
        "PATCH,/api/conversations/ID,{}",
        "DELETE,/api/conversations/ID,",
        "POST,/api/conversations/ID/messages/ID/edit,{\"text\":\"a\"}",
        "POST,/api/conversations/ID/messages/ID/regenerate,{}",
        "POST,/api/conversations/ID/messages/ID/continue,{}",
        "DELETE,/api/conversations/ID/messages/ID,",
        "POST,/api/generations/ID/stop,",
        "GET,/api/generations/ID/chunks,",
        "POST,/api/clarifications/ID/answer,{\"text\":\"a\"}",
        "POST,/api/clarifications/ID/decline,",
    })
    void anIdThatNobodyHasAndOneThatIsNoneAreNotFound(String method, String path, String body) {
        String json = body == null ? "" : body;

        assertProblem(api.call(method, path.replace("ID", Api.newId()), json), 404, "not-found");
        assertProblem(api.call(method, path.replace("ID", "not-an-id"), json), 404, "not-found");
    }

    @Test
    void aMalformedIdInABodyIsNotFound() {
        assertProblem(api.post(path(Api.newId()), "{\"text\":\"a\",\"parentId\":\"not-an-id\"}"), 404, "not-found");
        assertProblem(api.post("/api/generations/stop", "{\"ids\":[\"not-an-id\"]}"), 404, "not-found");
    }

    @Test
    void aParentThatIsNotThereIsNotFoundAndNothingIsMade() {
        String conversation = Api.newId();

        Answer refused = api.post(path(conversation), "{\"text\":\"a\",\"parentId\":\"" + Api.newId() + "\"}");

        assertProblem(refused, 404, "not-found");
        assertThat(api.get("/api/conversations/" + conversation).status()).isEqualTo(404);
    }

    @Test
    void anUnknownModelIsRefused() {
        assertProblem(api.post(path(Api.newId()), "{\"text\":\"a\",\"model\":\"sim/none\"}"), 422, "unknown-model");
        assertProblem(api.post(path(Api.newId()), "{\"text\":\"a\",\"model\":\"none\"}"), 422, "unknown-model");
        assertProblem(api.post("/api/conversations", "{\"model\":\"none/none\"}"), 422, "unknown-model");
    }

    @Test
    void theWrongRoleIsRefused() {
        String conversation = api.conversation(Models.QUICK);
        Answer sent = api.send(conversation, "Hello");
        api.stream("/api/generations/" + sent.field("generationId") + "/chunks").rest();
        String messages = path(conversation) + "/";

        assertProblem(
                api.post(messages + sent.field("assistantMessageId") + "/edit", "{\"text\":\"a\"}"), 422, "wrong-role");
        assertProblem(api.post(messages + sent.field("userMessageId") + "/regenerate", "{}"), 422, "wrong-role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"all\":false}", "{\"all\":true,\"ids\":[]}", "{\"all\":1}"})
    void aStopThatDoesNotSayWhatIsRefused(String body) {
        assertProblem(api.post("/api/generations/stop", body), 400, "bad-request");
    }

    @Test
    void aToolCallThatDoesNotWaitIsNotFound() {
        assertProblem(api.post("/api/tool-calls/" + Api.newId() + "/approve", "{}"), 404, "not-found");
        assertProblem(api.post("/api/tool-calls/call_0/deny"), 404, "not-found");
    }

    @Test
    void aPageIdThatIsNoneIsABadRequest() {
        Answer refused = api.with("X-Page-Id", "nonsense").post(path(Api.newId()), "{\"text\":\"a\"}");

        assertProblem(refused, 400, "bad-request");
        assertThat(refused.field("path")).isEqualTo("X-Page-Id");
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        assertProblem(api.get("/api/nothing"), 404, "not-found");
        assertProblem(api.get("/nothing/at/all"), 404, "not-found");
        assertProblem(api.call("PUT", "/api/settings", "{}"), 405, "bad-request");
        assertProblem(api.with("Content-Type", "text/plain").patch("/api/settings", "{}"), 415, "bad-request");
        assertProblem(api.with("Accept", "image/png").get("/api/settings"), 406, "bad-request");
    }

    @Test
    void aProblemIsToldToAClientThatWantsAStream() {
        assertProblem(
                api.with("Accept", "text/event-stream").post(path(Api.newId()), "{\"text\":\"\"}"),
                422,
                "empty-message");
    }

    private static void assertProblem(Answer refused, int status, String code) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
        assertThat(refused.field("code")).isEqualTo(code);
        assertThat(refused.field("title")).isNotBlank();
        assertThat(refused.field("detail")).endsWith(".");
        assertThat(refused.body()).doesNotContain("Exception", "dev.polylogue", "java.", "springframework", "\tat ");
    }

    private static String text(int length) {
        return "{\"text\":\"" + "a".repeat(length) + "\"}";
    }

    private static String path(String conversation) {
        return "/api/conversations/" + conversation + "/messages";
    }
}
