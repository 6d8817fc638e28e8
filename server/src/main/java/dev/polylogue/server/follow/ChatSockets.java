package dev.polylogue.server.follow;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.server.problem.RefusedException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * WebSockets that carry the turns of many chats, in the messages of npm {@code ai} 7.0.173 ({@code
 * src/ui/websocket-chat-transport.ts}). Any thread may use it.
 *
 * <p>The server says, of each request by its {@code requestId}: {@code chunk {sequence, chunk}}, numbered from 0 without a
 * gap, or the client fails all of its streams; {@code end}; and what a {@link Line#say} adds. What belongs to no request
 * of the client's it passes over, so such a message shows life every 15 s.
 *
 * <p>A request becomes a WebSocket only here, behind all filters: what they refuse never reaches the upgrade.
 */
@Component
public final class ChatSockets {

    private final ChunkStreams logs;
    private final Time time;
    private final OpenStreams streams;
    private final StreamWriter writer;
    private final ServletContext container;

    ChatSockets(ChunkStreams logs, Time time, OpenStreams streams, StreamWriters writers, ServletContext container) {
        this.logs = logs;
        this.time = time;
        this.streams = streams;
        this.writer = writers.inWindows();
        this.container = container;
    }

    /** The way to one client. Any thread may use it; no method blocks. Once it has hung up, nothing happens. */
    public interface Line {

        /** Streams a turn as the answer to that request. */
        void follow(String requestId, GenerationId generation, TurnStart start);

        /** Whether that request is still being answered. */
        boolean isFollowing(String requestId);

        /** How many requests are being answered. */
        int following();

        /** Answers that request no more; gives the generation that was streamed for it. */
        Optional<GenerationId> leave(String requestId);

        /** Sends {@code message}, as JSON. */
        void say(Object message);

        /** Ends the connection with these words. */
        void refuse(String why);
    }

    /**
     * Makes the request a WebSocket. It counts as an event connection of its person.
     *
     * @param maxMessage how many characters one message of the client's may have
     * @param talk gives who hears the client's messages, one after the other; must not block for long
     */
    public void open(
            UserId user,
            HttpServletRequest request,
            HttpServletResponse response,
            long maxMessage,
            Function<Line, Consumer<String>> talk)
            throws IOException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw RefusedException.because(ErrorCode.BAD_REQUEST, "Open a WebSocket here.");
        }
        var stream = new SocketStream(time, writer, streams.take(user));
        var socket = new ChatSocket(stream, id -> logs.log(user, id), maxMessage, talk);
        boolean isOpen = false;
        try {
            upgrade(socket, request, response);
            isOpen = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!isOpen) {
                stream.abandon();
            }
        }
    }

    private void upgrade(ChatSocket socket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(ChatSocket.class, "/")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(socket);
                    }

                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> here, List<Extension> asked) {
                        // To deflate a token costs more than it saves, and memory for each connection.
                        return List.of();
                    }
                })
                .build();
        if (!(container.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer webSockets)) {
            throw new IllegalStateException("the container speaks no WebSocket");
        }
        try {
            webSockets.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException failure) {
            throw new IOException(failure);
        }
    }
}
