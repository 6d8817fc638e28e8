package dev.polylogue.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The requests of a load client. One thread uses it. */
final class Requests {

    private static final int SIDE_BY_SIDE = 16;

    private final LoadPlan plan;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Requests(LoadPlan plan) {
        this.plan = plan;
    }

    /** Opens a person's event connection. */
    byte[] events(String user) {
        return ascii("GET /api/events?browser=" + user + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port()
                + "\r\nX-Forwarded-User: " + user + "\r\nAccept: text/event-stream\r\n\r\n");
    }

    /** Begins an answer and streams it. */
    byte[] stream(String user, long tokens) {
        String path = plan.mode() == LoadPlan.Mode.PROXY ? "/v1/chat/completions" : messages(UUID.randomUUID());
        String body = plan.mode() == LoadPlan.Mode.PROXY
                ? "{\"model\":\"" + plan.model(tokens)
                        + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                : message(tokens);
        return ascii("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port() + "\r\nX-Forwarded-User: " + user
                + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static String messages(UUID conversation) {
        return "/api/conversations/" + conversation + "/messages";
    }

    private String message(long tokens) {
        return "{\"text\":\"Hello\",\"model\":\"bench/" + plan.model(tokens) + "\"}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins all answers of the plan, each by a short request, some side by side. */
    void beginAll() {
        Deque<CompletableFuture<HttpResponse<String>>> answers = new ArrayDeque<>();
        for (int i = 0; i < plan.streams(); i++) {
            for (String user : plan.userNames()) {
                answers.add(
                        http.sendAsync(command(user, messages(UUID.randomUUID()), message(LoadPlan.ENDLESS)), text()));
                if (answers.size() == SIDE_BY_SIDE) {
                    accepted(answers.remove().join());
                }
            }
        }
        answers.forEach(answer -> accepted(answer.join()));
    }

    private static void accepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
    }

    /** Begins one more answer, and does not wait for it. */
    void begin(String user, long tokens) {
        var _ = http.sendAsync(command(user, messages(UUID.randomUUID()), message(tokens)), text());
    }

    void stopAll() throws IOException, InterruptedException {
        for (String user : plan.userNames()) {
            http.send(command(user, "/api/generations/stop", "{\"all\":true}"), text());
        }
    }

    private HttpRequest command(String user, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plan.port() + path))
                .header("X-Forwarded-User", user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
