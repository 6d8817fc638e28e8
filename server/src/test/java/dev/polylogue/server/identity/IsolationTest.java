package dev.polylogue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SocketReader;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One user never sees, stops or guesses another's data. Every route that the server has must have a row here, in which
 * Bob tries it with all that is Alice's; a new route without a row fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IsolationTest {

    private static final String NONE = "{}";
    private static final String TEXT = "{\"text\":\"a\"}";

    private TestServer server;
    private Api alice;
    private Api bob;
    private Belongings hers;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder, "--polylogue.identity.trusted-header=X-Forwarded-User");
        alice = server.apiOf("alice");
        bob = server.apiOf("bob");
        hers = Belongings.of(alice);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private void ofFilesAndProviders(Map<String, Consumer<String>> rows) {
        rows.put("POST /api/attachments", this::givesHisOwn);
        rows.put("GET /api/attachments/{id}", this::getsNoFileOfHers);
        rows.put("PATCH /api/tools/{name}", path -> {
            assertThat(alice.patch("/api/tools/calculator", "{\"policy\":\"never\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(bob.get("/api/tools").body()).doesNotContain("never");
        });
        for (String route : List.of(
                "POST /api/providers",
                "POST /api/providers/test",
                "PATCH /api/providers/{name}",
                "DELETE /api/providers/{name}",
                "POST /api/tool-servers",
                "PATCH /api/tool-servers/{name}",
                "DELETE /api/tool-servers/{name}",
                "POST /api/tool-servers/{name}/restart",
                "POST /api/local-models/{name}/download",
                "DELETE /api/local-models/{name}/download",
                "DELETE /api/local-models/{name}")) {
            String method = route.substring(0, route.indexOf(' '));
            rows.put(route, path -> assertNothingOfHers(bob.call(method, path, NONE), 403));
        }
    }

    private void ofTokens(Map<String, Consumer<String>> rows) {
        rows.put("GET /api/tokens", path -> {
            alice.post(path, "{\"name\":\"Alice's\"}");
            assertNothingOfHers(bob.get(path), 200);
        });
        rows.put("POST /api/tokens", path -> assertNothingOfHers(bob.post(path, "{\"name\":\"a\"}"), 201));
        rows.put("DELETE /api/tokens/{id}", path -> {
            Answer made = alice.post("/api/tokens", "{\"name\":\"Alice's\"}");
            assertNotFound(bob.delete("/api/tokens/" + made.field("id")));
            assertThat(alice.get("/api/tokens").body()).contains(made.field("id"));
        });
    }

    private void ofMessages(Map<String, Consumer<String>> rows) {
        String messages = " /api/conversations/{id}/messages/{messageId}";
        String followUps = " /api/conversations/{id}/follow-ups/{messageId}";
        rows.put("POST" + messages + "/edit", path -> notFoundInAny(path, "POST", TEXT));
        for (String verb : List.of("/regenerate", "/continue")) {
            rows.put("POST" + messages + verb, path -> notFoundInAny(path, "POST", NONE));
        }
        for (String place : List.of(messages, followUps)) {
            rows.put("DELETE" + place, path -> notFoundInAny(path, "DELETE", ""));
        }
        rows.put("PATCH" + followUps, path -> notFoundInAny(path, "PATCH", TEXT));
    }

    private void ofTheAiSdk(Map<String, Consumer<String>> rows) {
        rows.put(
                "POST /api/ai-sdk/chat",
                path -> assertThat(bob.post(path, "{}").status()).isEqualTo(400));
        rows.put("GET /api/ai-sdk/chat/{id}/stream", path -> assertNothingOfHers(bob.get(path), 204));
        rows.put("POST /api/ai-sdk/chat/{id}/stop", path -> assertNothingOfHers(bob.post(path), 204));
        rows.put("GET /api/ai-sdk/ws", this::talksOfHisOwn);
    }

    private Map<String, Consumer<String>> rows() {
        Map<String, Consumer<String>> rows = new TreeMap<>();
        for (String route : List.of("models", "local-models", "providers", "usage", "tools", "settings")) {
            rows.put("GET /api/" + route, path -> assertNothingOfHers(bob.get(path), 200));
        }
        for (String route : List.of(
                "tool-calls/{id}/approve",
                "tool-calls/{id}/deny",
                "clarifications/{id}/decline",
                "generations/{id}/stop",
                "generations/{id}/front",
                "conversations/{id}/follow-ups/resume")) {
            rows.put("POST /api/" + route, path -> assertNotFound(bob.post(path)));
        }
        rows.put("GET /api/conversations", this::listsNothing);
        rows.put("POST /api/conversations", this::makesHisOwn);
        rows.put("GET /api/conversations/{id}", path -> assertNotFound(bob.get(path)));
        rows.put("PATCH /api/conversations/{id}", path -> assertNotFound(bob.patch(path, "{\"title\":\"Bob\"}")));
        rows.put("DELETE /api/conversations/{id}", path -> assertNotFound(bob.delete(path)));
        rows.put("POST /api/conversations/{id}/messages", this::sendsIntoHisOwn);
        rows.put("GET /api/conversations/{id}/follow-ups", path -> assertNotFound(bob.get(path)));
        rows.put("POST /api/conversations/{id}/follow-ups", path -> assertNotFound(bob.post(path, TEXT)));
        rows.put(
                "GET /api/generations", path -> assertThat(bob.get(path).json()).isEmpty());
        rows.put("POST /api/generations/stop", this::stopsNothing);
        rows.put("GET /api/generations/{id}/chunks", path -> assertNotFound(bob.get(path)));
        rows.put("GET /api/events", this::hearsNothing);
        rows.put("POST /api/clarifications/{id}/answer", path -> assertNotFound(bob.post(path, TEXT)));
        ofTheAiSdk(rows);
        ofMessages(rows);
        ofFilesAndProviders(rows);
        ofTokens(rows);
        rows.put("GET /api/search", this::findsNothing);
        rows.put("PATCH /api/settings", this::changesHisOwnSettings);
        return rows;
    }

    @Test
    void everyRouteHasARow() {
        assertThat(Routes.of(server)).isEqualTo(rows().keySet());
    }

    @TestFactory
    Stream<DynamicTest> bobGetsNothingOfAlices() {
        return rows().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    String pattern = row.getKey().substring(row.getKey().indexOf('/'));
                    for (String path : withHerIds(pattern)) {
                        row.getValue().accept(path);
                    }
                    assertHersIsUntouched();
                }));
    }

    /** Every id of hers in every place. */
    private List<String> withHerIds(String pattern) {
        List<String> paths = new ArrayList<>();
        for (String id :
                List.of(hers.conversation(), hers.generation(), hers.userMessage(), hers.answer(), hers.question())) {
            for (String messageId : List.of(hers.userMessage(), hers.answer(), hers.followUp())) {
                paths.add(pattern.replace("{id}", id)
                        .replace("{messageId}", messageId)
                        .replace("{name}", "sim"));
            }
        }
        return paths.stream().distinct().toList();
    }

    private void listsNothing(String path) {
        assertNothingOfHers(bob.get(path + "?after=" + hers.cursor()), 200);
        assertNothingOfHers(bob.get(path + "?archived=true"), 200);
        assertNothingOfHers(bob.get(path + "?limit=200"), 200);
    }

    private void findsNothing(String path) {
        assertThat(alice.get(path + "?q=Alice").json().path("items")).isNotEmpty();
        for (String query : List.of("Alice", "Alice's words", "secret", "owner:alice", "a", hers.conversation())) {
            Answer found = bob.get(path + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            assertNothingOfHers(found, 200);
            assertThat(found.json().path("items")).isEmpty();
        }
        String cursor = alice.get(path + "?q=Alice&limit=1").field("next");
        assertThat(bob.get(path + "?q=Alice&after=" + cursor).json().path("items"))
                .isEmpty();
    }

    private void givesHisOwn(String path) {
        Answer given = bob.with("Content-Type", "application/octet-stream")
                .call("POST", path + "?name=a.txt", HttpRequest.BodyPublishers.ofString("Bob's"));
        assertThat(given.status()).isEqualTo(201);
    }

    private void getsNoFileOfHers(String path) {
        Answer given = alice.with("Content-Type", "application/octet-stream")
                .call("POST", "/api/attachments?name=a.txt", HttpRequest.BodyPublishers.ofString("Alice's"));
        String id = given.field("id");
        assertNotFound(bob.get("/api/attachments/" + id));
        assertNotFound(bob.post(
                "/api/conversations/" + Api.newId() + "/messages",
                "{\"text\":\"a\",\"attachments\":[\"" + id + "\"]}"));
    }

    private void makesHisOwn(String path) {
        Api carol = server.apiOf("carol");
        Answer made = carol.post(path, "{\"id\":\"" + hers.conversation() + "\"}");
        assertNothingOfHers(made, 201, hers.conversation());
        assertThat(made.json().path("messages")).isEmpty();
        assertThat(carol.delete(path + "/" + hers.conversation()).status()).isEqualTo(204);
    }

    private void sendsIntoHisOwn(String path) {
        Api dave = server.apiOf("dave");
        String model = "\"model\":\"" + Models.id(Models.QUICK) + "\"";
        assertNotFound(dave.post(path, "{\"text\":\"a\"," + model + ",\"parentId\":\"" + hers.answer() + "\"}"));
        Answer sent = dave.post(path, "{\"text\":\"a\"," + model + "}");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body()).doesNotContain(hers.generation(), hers.userMessage(), hers.answer());
        String conversation = path.replace("/messages", "");
        assertThat(dave.get(conversation).body()).doesNotContain("Alice");
        assertThat(dave.delete(conversation).status()).isEqualTo(204);
    }

    private void notFoundInAny(String path, String method, String body) {
        assertNotFound(bob.call(method, path, body));
        String own = bob.conversation(Models.QUICK);
        String inHisOwn = path.replaceFirst("conversations/[^/]+", "conversations/" + own);
        assertNotFound(bob.call(method, inHisOwn, body));
        assertThat(bob.delete("/api/conversations/" + own).status()).isEqualTo(204);
    }

    private void stopsNothing(String path) {
        assertNotFound(bob.post(path, "{\"ids\":[\"" + hers.generation() + "\"]}"));
        assertThat(bob.post(path, "{\"all\":true}").json()).isEmpty();
        assertThat(bob.post(path, "{\"pageId\":\"alice.page\"}").json()).isEmpty();
    }

    private void hearsNothing(String path) {
        for (Api one : List.of(bob, bob.with("Last-Event-ID", hers.eventId()))) {
            try (SseReader events = one.stream(path + "?browser=alice")) {
                alice.patch("/api/conversations/" + hers.conversation(), "{\"pinned\":true}");
                String own = bob.conversation(Models.QUICK);
                List<String> heard = new ArrayList<>();
                events.await(event -> {
                    heard.add(event.data());
                    return event.data().contains(own);
                });
                assertThat(heard).noneMatch(this::isHers);
                bob.delete("/api/conversations/" + own);
            }
        }
    }

    private void talksOfHisOwn(String path) {
        try (SocketReader hers = SocketReader.open(server.address() + path, "X-Forwarded-User", "alice");
                SocketReader his = SocketReader.open(server.address() + path, "X-Forwarded-User", "bob")) {
            String resume = "{\"type\":\"resume\",\"requestId\":\"r\",\"id\":\"" + this.hers.conversation() + "\"}";
            hers.say(resume);
            assertThat(hers.next().path("type").asString()).isEqualTo("start");
            his.say(resume);
            assertThat(his.next().path("type").asString()).isEqualTo("no-active");
            his.say("{\"type\":\"abort\",\"requestId\":\"r\"}");
            his.say(resume.replace("\"r\"", "\"s\""));
            assertThat(his.next().path("type").asString()).isEqualTo("no-active");
        }
    }

    private void changesHisOwnSettings(String path) {
        assertThat(bob.patch(path, "{\"onLeave\":\"continue\"}").status()).isEqualTo(200);
        assertThat(alice.get(path).field("onLeave")).isEqualTo("stop");
    }

    private void assertNotFound(Answer answer) {
        assertNothingOfHers(answer, 404);
        assertThat(answer.field("code")).isEqualTo("not-found");
        assertThat(answer.body()).as("the same for a foreign id as for none").doesNotContain(hers.conversation());
    }

    private void assertNothingOfHers(Answer answer, int status, String... known) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        String body = answer.body();
        for (String told : known) {
            body = body.replace(told, "");
        }
        assertThat(isHers(body)).as(body).isFalse();
    }

    private boolean isHers(String text) {
        return Stream.of(
                        hers.conversation(),
                        hers.userMessage(),
                        hers.answer(),
                        hers.generation(),
                        hers.followUp(),
                        "Alice")
                .anyMatch(text::contains);
    }

    private void assertHersIsUntouched() {
        JsonNode conversation =
                alice.get("/api/conversations/" + hers.conversation()).json();
        assertThat(conversation.path("title").asString()).isEqualTo("Alice's secret");
        assertThat(conversation.path("messages")).hasSize(2);
        assertThat(conversation.path("activeGenerationId").asString()).isEqualTo(hers.generation());
        assertThat(alice.get("/api/conversations/" + hers.conversation() + "/follow-ups")
                        .body())
                .contains(hers.followUp(), "Alice's next words");
        assertThat(alice.get("/api/generations").body()).contains(hers.generation(), "awaiting-input");
    }
}
