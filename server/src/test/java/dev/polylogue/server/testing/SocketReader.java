package dev.polylogue.server.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a WebSocket. One thread uses it. */
public final class SocketReader implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private SocketReader(String address, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        for (int at = 0; at < headers.length; at += 2) {
            builder.header(headers[at], headers[at + 1]);
        }
        socket = builder.buildAsync(URI.create(address.replaceFirst("http", "ws")), new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Opens one, with these headers.
     *
     * @throws CompletionException with what the server answered, where it refuses
     */
    public static SocketReader open(String address, String... headers) {
        return new SocketReader(address, headers);
    }

    /** Says {@code message}. */
    public void say(String message) {
        socket.sendText(message, true).join();
    }

    /** Says a part of a message that has no end yet. */
    public void sayPart(String part) {
        socket.sendText(part, false).exceptionally(_ -> socket).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** The next message. */
    public JsonNode next() {
        try {
            String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came");
            }
            return JsonMapper.shared().readTree(message);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The next message of that type about that request; the others are passed over. */
    public JsonNode next(String type, String requestId) {
        JsonNode message = next();
        while (!type.equals(message.path("type").asString())
                || !requestId.equals(message.path("requestId").asString())) {
            message = next();
        }
        return message;
    }

    /** The code with which the server ends it. */
    public int awaitClosed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Breaks off, as a network that is lost. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder whole = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            whole.append(part);
            if (isLast) {
                messages.add(whole.toString());
                whole.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, isLast);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(from, code, reason);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
