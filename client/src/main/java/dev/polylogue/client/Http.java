package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private final CountDownLatch closed = new CountDownLatch(1);

    Http(URI address, Map<String, String> headers, Duration connectTimeout, Duration timeout) {
        this.address = address.toString().replaceAll("/+$", "");
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
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
        byte[] json = exchange(method, path, body);
        try {
            T value = JSON.readValue(json, type);
            if (value != null) {
                return value;
            }
            throw new UnreadableException(method + " " + path + " was answered with nothing.", null);
        } catch (JacksonException unreadable) {
            throw new UnreadableException(method + " " + path + " was answered with something else.", unreadable);
        }
    }

    /** A request whose answer says nothing but that it is done. */
    void command(String method, String path, @Nullable Object body) {
        exchange(method, path, body);
    }

    private byte[] exchange(String method, String path, @Nullable Object body) {
        HttpRequest request = request(path, "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .timeout(timeout)
                .build();
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", accepted)
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Cuts all that is open. */
    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
    }
}
