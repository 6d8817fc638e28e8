package dev.polylogue.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP interface, asked by a program beside the browser: it says what is stored. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    Api(String address) {
        this.address = address;
    }

    /** What a call was answered with; {@code body} is an empty node where there was none. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer post(String path, Object body) {
        return call("POST", path, JSON.writeValueAsString(body));
    }

    Answer patch(String path, Object body) {
        return call("PATCH", path, JSON.writeValueAsString(body));
    }

    /** Deletes every conversation, and so ends what generates. */
    void deleteConversations() {
        get("/api/conversations?limit=200")
                .body()
                .path("items")
                .forEach(item -> deleteConversation(item.path("id").asString()));
    }

    void deleteConversation(String id) {
        call("DELETE", "/api/conversations/" + id, "");
    }

    private Answer call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            String text = answer.body();
            return new Answer(answer.statusCode(), text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Makes a conversation that answers with that model, and returns its id. */
    String newConversation(String model) {
        var id = UUID.randomUUID().toString();
        record New(String id, String model) {}
        Answer made = post("/api/conversations", new New(id, model));
        if (made.status() != 201) {
            throw new AssertionError("no conversation was made: " + made);
        }
        return id;
    }

    /** Sends a message, as a program does that has no page. */
    void send(String conversation, String text) {
        record Send(String requestId, String text) {}
        Answer sent = post(
                "/api/conversations/" + conversation + "/messages",
                new Send(UUID.randomUUID().toString(), text));
        if (sent.status() != 202) {
            throw new AssertionError("not sent: " + sent);
        }
    }

    /** The stored messages of that role, oldest first. */
    List<JsonNode> messages(String conversation, String role) {
        Answer answer = get("/api/conversations/" + conversation);
        if (answer.status() != 200) {
            throw new AssertionError("conversation " + conversation + ": " + answer);
        }
        return answer.body()
                .path("messages")
                .valueStream()
                .filter(message -> role.equals(message.path("role").asString("")))
                .toList();
    }

    /** The newest stored answer. */
    JsonNode lastAnswer(String conversation) {
        List<JsonNode> answers = messages(conversation, "assistant");
        if (answers.isEmpty()) {
            throw new AssertionError("no answer in conversation " + conversation);
        }
        return answers.getLast();
    }

    /** What the newest stored answer says. */
    String lastText(String conversation) {
        return textOf(lastAnswer(conversation));
    }

    static String textOf(JsonNode message) {
        var text = new StringBuilder();
        message.path("parts")
                .valueStream()
                .filter(part -> "text".equals(part.path("type").asString("")))
                .forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    /** The conversation's entry in the list of conversations; empty where there is none. */
    Optional<JsonNode> listed(String conversation) {
        return get("/api/conversations?limit=200")
                .body()
                .path("items")
                .valueStream()
                .filter(item -> conversation.equals(item.path("id").asString("")))
                .findFirst();
    }

    /** How many generations are active. */
    int active() {
        return get("/api/generations").body().size();
    }

    @Override
    public void close() {
        client.close();
    }
}
