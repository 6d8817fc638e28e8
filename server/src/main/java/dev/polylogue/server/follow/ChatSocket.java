package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.protocol.id.GenerationId;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tomcat.websocket.Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket: puts together what the client says, and hands what is for the client to its {@link SocketStream}. */
final class ChatSocket extends Endpoint implements ChatSockets.Line {

    private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);

    /** For the last word to a client, which may take nothing any more. */
    private static final long LAST_WORD_MILLIS = 1_000;

    private final SocketStream stream;
    private final Function<GenerationId, GenerationLog> logs;
    private final long maxMessage;
    private final Consumer<String> talk;
    private volatile @Nullable Session session;

    /** Only touched by the thread that reads, one at a time. */
    private StringBuilder message = new StringBuilder();

    ChatSocket(
            SocketStream stream,
            Function<GenerationId, GenerationLog> logs,
            long maxMessage,
            Function<ChatSockets.Line, Consumer<String>> talk) {
        this.stream = stream;
        this.logs = logs;
        this.maxMessage = maxMessage;
        this.talk = talk.apply(this);
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.setMaxIdleTimeout(0);
        opened.getUserProperties().put(Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, LAST_WORD_MILLIS);
        // In parts: for whole messages Tomcat would keep a buffer for the longest there may be, for each connection.
        opened.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::hear);
        stream.begin(new WebSocketWire(opened, stream), new Frames());
    }

    private void hear(String part, boolean isLast) {
        if (message.length() + (long) part.length() > maxMessage) {
            close(CloseCodes.TOO_BIG, "A message is longer than " + maxMessage + " characters: send less.");
            return;
        }
        message.append(part);
        if (isLast) {
            String whole = message.toString();
            message = new StringBuilder();
            talk.accept(whole);
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        stream.hungUp();
    }

    @Override
    public void onError(Session broken, Throwable failure) {
        LOG.debug("a WebSocket broke", failure);
        stream.hungUp();
    }

    @Override
    public void follow(String requestId, GenerationId generation, TurnStart start) {
        stream.follow(requestId, generation, logs.apply(generation), start);
    }

    @Override
    public boolean isFollowing(String requestId) {
        return stream.isFollowing(requestId);
    }

    @Override
    public int following() {
        return stream.following();
    }

    @Override
    public Optional<GenerationId> leave(String requestId) {
        return stream.leave(requestId);
    }

    @Override
    public void say(Object words) {
        stream.say(words);
    }

    @Override
    public void refuse(String why) {
        close(CloseCodes.VIOLATED_POLICY, why);
    }

    private void close(CloseCode code, String why) {
        Session open = session;
        if (open != null) {
            WebSocketWire.closeAside(open, new CloseReason(code, why));
        }
    }
}
