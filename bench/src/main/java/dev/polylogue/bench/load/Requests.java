package dev.polylogue.bench.load;

import dev.polylogue.client.Polylogue;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The requests of a load client: as bytes where the answer is read by the client itself, else through {@code client}. One
 * thread uses it.
 */
final class Requests implements AutoCloseable {

    private static final int SIDE_BY_SIDE = 16;

    private final LoadPlan plan;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Polylogue> people = new HashMap<>();

    Requests(LoadPlan plan) {
        this.plan = plan;
        for (String user : plan.userNames()) {
            var person = Polylogue.builder("http://127.0.0.1:" + plan.port())
                    .header("X-Forwarded-User", user)
                    .httpClient(http)
                    .connect();
            people.put(user, person);
        }
    }

    /** Opens a person's event connection. */
    byte[] events(String user) {
        return ascii("GET /api/events?browser=" + user + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port()
                + "\r\nX-Forwarded-User: " + user + "\r\nAccept: text/event-stream\r\n\r\n");
    }

    /** Begins an answer and streams it. */
    byte[] stream(String user, long tokens) {
        boolean isProxy = plan.mode() == LoadPlan.Mode.PROXY;
        String path = isProxy ? "/v1/chat/completions" : "/api/conversations/" + UUID.randomUUID() + "/messages";
        String body = isProxy
                ? "{\"model\":\"" + plan.model(tokens)
                        + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                : "{\"text\":\"Hello\",\"model\":\"bench/" + plan.model(tokens) + "\"}";
        return ascii("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port() + "\r\nX-Forwarded-User: " + user
                + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins all answers of the plan, some side by side. */
    void beginAll() {
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < plan.streams(); i++) {
                for (String user : plan.userNames()) {
                    threads.execute(() -> ask(user, LoadPlan.ENDLESS));
                }
            }
        }
    }

    /** Begins one more answer, and does not wait for it. */
    void begin(String user, long tokens) {
        Thread.startVirtualThread(() -> ask(user, tokens));
    }

    /** The answer comes over the event connection: here it is only begun, and kept to be stopped. */
    private void ask(String user, long tokens) {
        var _ = Objects.requireNonNull(people.get(user)).ask("Hello", "bench/" + plan.model(tokens));
    }

    /** Stops all that was begun. */
    @Override
    public void close() {
        people.values().forEach(Polylogue::close);
        http.close();
    }
}
