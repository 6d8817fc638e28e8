package dev.polylogue.faults;

import dev.polylogue.protocol.message.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a server as one person does, with short requests. Any thread may use it. */
final class Api implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    Api(String address) {
        this.address = address;
    }

    /** What a call was answered with; {@code body} is an empty object where there was no JSON. */
    record Answer(int status, JsonNode body) {

        /** A field of the body as text; empty where there is none. */
        String field(String name) {
            return body.path(name).asString("");
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, "");
    }

    Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call("POST", path, JSON.writeValueAsString(body));
    }

    /** {@link IOException} where the server gives no answer. */
    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        boolean isJson = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(answer.statusCode(), isJson ? JSON.readTree(text) : JSON.createObjectNode());
    }

    /** Makes a conversation with that model, of the provider {@code local} where it names none, and returns its id. */
    String newConversation(String model) throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        Answer made =
                post("/api/conversations", Map.of("id", id, "model", model.contains("/") ? model : "local/" + model));
        if (made.status() != 201) {
            throw new AssertionError("no conversation was made: " + made);
        }
        return id;
    }

    /** Sends a message there, whatever the answer may be. */
    Answer send(String conversation, String text) throws IOException, InterruptedException {
        return post(
                "/api/conversations/" + conversation + "/messages",
                Map.of("requestId", UUID.randomUUID().toString(), "text", text));
    }

    /** The text of a message or of a live generation, without reasoning. */
    static String textOf(JsonNode node) {
        var text = new StringBuilder();
        for (JsonNode part : node.path("parts")) {
            if (part.path("type").asString("").equals("text")) {
                text.append(part.path("text").asString(""));
            }
        }
        return text.toString();
    }

    /** The messages in the answer to a conversation's {@code GET}. */
    static List<Message> messages(Answer conversation) {
        return JSON.readerForListOf(Message.class).readValue(conversation.body().path("messages"));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
