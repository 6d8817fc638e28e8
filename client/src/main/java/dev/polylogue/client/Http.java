package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests to one server. A short one that was lost on its way is sent once more: each either has an id by which the
 * server knows it again, or comes to the same when it is done twice. Any thread may use it.
 */
final class Http implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration SECOND_TRY = Duration.ofMillis(250);

    private final String address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final HttpClient client;
    private final boolean isOwn;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param isOwn whether {@code client} ends with this */
    Http(URI address, Map<String, String> headers, Duration timeout, HttpClient client, boolean isOwn) {
        this.address = address.toString().replaceAll("/+$", "");
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.client = client;
        this.isOwn = isOwn;
    }

    /** How long a short request may take. */
    Duration timeout() {
        return timeout;
    }

    <T> T get(String path, Class<T> type) {
        return call("GET", path, null, type);
    }

    /** A request that is answered with JSON; {@code body} null sends none. */
    <T> T call(String method, String path, @Nullable Object body, Class<T> type) {
        return read(path, exchange(json(method, path, body)), type);
    }

    /** A request whose answer says nothing but that it is done. */
    void command(String method, String path, @Nullable Object body) {
        exchange(json(method, path, body));
    }

    /** Sends bytes as they are. */
    <T> T upload(String path, byte[] bytes, Class<T> type) {
        HttpRequest.Builder request = request(path, "application/json")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes));
        return read(path, exchange(request), type);
    }

    private HttpRequest.Builder json(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = request(path, "application/json");
        return body == null
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private static <T> T read(String path, byte[] json, Class<T> type) {
        try {
            T value = JSON.readValue(json, type);
            if (value != null) {
                return value;
            }
            throw new UnreadableException(path + " was answered with nothing.", null);
        } catch (JacksonException unreadable) {
            throw new UnreadableException(path + " was answered with something else.", unreadable);
        }
    }

    private byte[] exchange(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(timeout).build();
        try {
            return once(request);
        } catch (IOException lost) {
            return again(request);
        }
    }

    private byte[] again(HttpRequest request) {
        try {
            closed.await(SECOND_TRY.toMillis(), TimeUnit.MILLISECONDS);
            return once(request);
        } catch (RefusedException refused) {
            // What the first of two tries has deleted is deleted.
            boolean isDoneBefore = request.method().equals("DELETE")
                    && refused.code().filter(ErrorCode.NOT_FOUND::equals).isPresent();
            if (isDoneBefore) {
                return new byte[0];
            }
            throw refused;
        } catch (IOException lost) {
            throw new UnavailableException("The server was not reached: " + lost.getMessage(), lost);
        } catch (InterruptedException interrupted) {
            throw CallInterruptedException.restoring(interrupted);
        }
    }

    private byte[] once(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw Problem.read(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException interrupted) {
            throw CallInterruptedException.restoring(interrupted);
        }
    }

    /** Asks for the chunks of a generation. Cancelling the future hangs up. */
    CompletableFuture<HttpResponse<PulledBody>> chunks(GenerationId id, long offset) {
        HttpRequest request = request("/api/generations/" + id + "/chunks?offset=" + offset, "text/event-stream")
                .build();
        return client.sendAsync(request, _ -> new PulledBody());
    }

    private HttpRequest.Builder request(String path, String accepted) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Accept", accepted);
        headers.forEach(request::header);
        return request;
    }

    /** A text as a piece of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Tries nothing again, and cuts all that is open where the connections are its own. */
    @Override
    public void close() {
        closed.countDown();
        if (isOwn) {
            client.shutdownNow();
        }
    }
}
