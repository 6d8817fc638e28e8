package dev.polylogue.server.follow;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that Tomcat holds. It takes one message at a time and tells when it has; the rest of a batch waits here, and
 * the stream is told after each, so that it sees that its client goes on taking.
 */
final class WebSocketWire implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketWire.class);

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final OpenStream stream;
    private final Queue<String> left = new ArrayDeque<>();
    private volatile boolean isSending;
    private volatile boolean isBroken;

    /** Who is in {@link #flush} just now: what is taken while it is there, it sees by itself. */
    private volatile @Nullable Thread flushing;

    WebSocketWire(Session session, OpenStream stream) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.stream = stream;
    }

    @Override
    public boolean send(byte[] bytes, int from, int to) throws IOException {
        int begin = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == Frames.END_OF_MESSAGE) {
                left.add(new String(bytes, begin, at - begin, StandardCharsets.UTF_8));
                begin = at + 1;
            }
        }
        return flush();
    }

    @Override
    public boolean flush() throws IOException {
        flushing = Thread.currentThread();
        try {
            while (!isSending && !isBroken && !left.isEmpty()) {
                isSending = true;
                remote.sendText(left.remove(), this::sent);
            }
        } catch (IllegalStateException | IllegalArgumentException closed) {
            throw new IOException(closed);
        } finally {
            flushing = null;
        }
        if (isBroken) {
            throw new IOException("the WebSocket is broken");
        }
        return !isSending && left.isEmpty();
    }

    private void sent(SendResult result) {
        isBroken |= !result.isOK();
        isSending = false;
        if (!Thread.currentThread().equals(flushing)) {
            stream.hasRoom();
        }
    }

    @Override
    public void finish() {
        closeAside(session, new CloseReason(CloseCodes.GOING_AWAY, "The server is going away."));
    }

    @Override
    public void close() {
        closeAside(session, new CloseReason(CloseCodes.TRY_AGAIN_LATER, "What was sent was not taken."));
    }

    /** On a thread of its own: Tomcat waits until its word of it is taken. Closing twice is closing once. */
    static void closeAside(Session session, CloseReason reason) {
        Thread.ofVirtual().name("socket-close").start(() -> {
            try {
                session.close(reason);
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("a WebSocket was closed already", gone);
            }
        });
    }
}
