package dev.polylogue.bench.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The conversations of the bench, begun by a program beside the browser, which sees them as those of another device. */
final class Conversations implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    Conversations(String address) {
        this.address = address;
    }

    /** Makes a conversation that answers with that model of the model server, and says nothing in it yet. */
    String make(String model) throws IOException, InterruptedException {
        record New(String id, String title, String model) {}
        String id = UUID.randomUUID().toString();
        call("POST", "/api/conversations", new New(id, "Conversation " + id.substring(0, 8), "local/" + model));
        return id;
    }

    /** Asks something in it, so that it answers. */
    void ask(String conversation) throws IOException, InterruptedException {
        record Send(String requestId, String text) {}
        call(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                new Send(UUID.randomUUID().toString(), "How is the queue drained?"));
    }

    /** So many new conversations, in which nothing is said yet. */
    List<String> make(String model, int count) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(make(model));
        }
        return all;
    }

    /** So many new conversations that answer with that model, all at once. */
    List<String> begin(String model, int count) throws IOException, InterruptedException {
        List<String> all = make(model, count);
        for (String each : all) {
            ask(each);
        }
        return all;
    }

    void delete(String conversation) throws IOException, InterruptedException {
        call("DELETE", "/api/conversations/" + conversation, null);
    }

    /** How many chunks all answers that are being written have got so far: one for each token, and a few more. */
    long chunks() throws IOException, InterruptedException {
        return active().valueStream()
                .mapToLong(each -> each.path("offset").asLong())
                .sum();
    }

    /** Waits until so many answers are being written. */
    void awaitActive(int count) throws IOException, InterruptedException {
        while (active().size() != count) {
            Pause.millis(100);
        }
    }

    /** Waits until each of the answers that are being written has got so far. */
    void awaitChunks(long each) throws IOException, InterruptedException {
        while (active().valueStream().anyMatch(one -> one.path("offset").asLong() < each)) {
            Pause.millis(100);
        }
    }

    private JsonNode active() throws IOException, InterruptedException {
        return call("GET", "/api/generations", null);
    }

    private JsonNode call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
