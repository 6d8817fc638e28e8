package dev.polylogue.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Calls a server as one person does. Any thread may use it. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String address;
    private final List<String> headers;

    Api(String address, List<String> headers) {
        this.address = address;
        this.headers = List.copyOf(headers);
    }

    /** The same person with one more header on each request. */
    public Api with(String name, String value) {
        var more = new java.util.ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Api(address, more);
    }

    public Answer get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    public Answer post(String path) {
        return call("POST", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return call("POST", path, text(json));
    }

    public Answer patch(String path, String json) {
        return call("PATCH", path, text(json));
    }

    /** Any request; the body is sent as JSON. */
    public Answer call(String method, String path, String json) {
        return call(method, path, json.isEmpty() ? BodyPublishers.noBody() : text(json));
    }

    /** A request with such a body. */
    public Answer call(String method, String path, BodyPublisher body) {
        HttpResponse<byte[]> response = send(method, path, body, BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** Begins to read a stream. */
    public SseReader stream(String method, String path, String json) {
        HttpResponse<InputStream> response =
                send(method, path, json.isEmpty() ? BodyPublishers.noBody() : text(json), BodyHandlers.ofInputStream());
        return new SseReader(response);
    }

    /** Begins to read a stream that is only looked at. */
    public SseReader stream(String path) {
        return stream("GET", path, "");
    }

    /** A conversation that is there, with the model. */
    public String conversation(String model) {
        String id = newId();
        Answer made = post("/api/conversations", "{\"id\":\"" + id + "\",\"model\":\"" + Models.id(model) + "\"}");
        if (made.status() != 201) {
            throw new AssertionError(made.toString());
        }
        return id;
    }

    /** Sends a message there. */
    public Answer send(String conversation, String text) {
        return post("/api/conversations/" + conversation + "/messages", "{\"text\":\"" + text + "\"}");
    }

    /** An id as a client makes them. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    private static BodyPublisher text(String json) {
        return BodyPublishers.ofString(json);
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, HttpResponse.BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(method, body);
        boolean isTyped = headers.contains("Content-Type");
        if (body.contentLength() != 0 && !isTyped) {
            request.header("Content-Type", "application/json");
        }
        for (int at = 0; at < headers.size(); at += 2) {
            request.header(headers.get(at), headers.get(at + 1));
        }
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
