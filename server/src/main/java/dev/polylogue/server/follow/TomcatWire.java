package dev.polylogue.server.follow;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that Tomcat has handed over (see {@link HandOverValve}). Tomcat still watches the socket: it tells when the
 * client has gone, and when there is room again. Those calls come from its threads, all others from the stream's writer.
 */
final class TomcatWire implements Wire, InternalHttpUpgradeHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TomcatWire.class);

    private static final String HTTP_1_1 = "HTTP/1.1";
    private static final byte[] LAST_PIECE = {'0', '\r', '\n', '\r', '\n'};

    private final OpenStream stream;

    /** Whether the body goes in pieces that say their length (RFC 9112, 7.1): its end then differs from a cut. */
    private final boolean isChunked;

    private @Nullable SocketWrapperBase<?> socket;

    private TomcatWire(OpenStream stream, boolean isChunked) {
        this.stream = stream;
        this.isChunked = isChunked;
    }

    /** Begins the answer, whose head the client sees at once, and hands the connection to {@code stream}. */
    static void open(HttpServletRequest request, HttpServletResponse response, OpenStream stream) {
        boolean isHandedOver = false;
        try {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-cache, no-store, no-transform");
            response.setHeader("X-Accel-Buffering", "no");
            response.setHeader("Connection", "close");
            boolean isChunked = HTTP_1_1.equals(request.getProtocol());
            if (isChunked) {
                response.setHeader("Transfer-Encoding", "chunked");
            }
            response.flushBuffer();
            if (!"HEAD".equals(request.getMethod())) {
                HandOverValve.handOver(request, new TomcatWire(stream, isChunked));
                isHandedOver = true;
            }
        } catch (IOException hungUp) {
            LOG.debug("a client hung up", hungUp);
        } finally {
            if (!isHandedOver) {
                stream.abandon();
            }
        }
    }

    @Override
    public void init(WebConnection connection) {
        stream.begin(this, new Frames());
    }

    @Override
    public boolean send(byte[] bytes, int from, int to) throws IOException {
        ByteBuffer piece = isChunked ? piece(bytes, from, to) : ByteBuffer.wrap(bytes, from, to - from);
        if (socket().getSocket() instanceof NioChannel channel && !(channel instanceof SecureNioChannel)) {
            // Not through the connection's own buffer, which is for what is left, and far from the processor's cache.
            if (channel.write(piece) < 0) {
                throw new EOFException("the connection is closed");
            }
            if (!piece.hasRemaining()) {
                return true;
            }
        }
        socket().write(false, piece);
        return flush();
    }

    /** The same between its length and a line end, in the room around it. */
    private static ByteBuffer piece(byte[] bytes, int from, int to) {
        int at = from;
        bytes[--at] = '\n';
        bytes[--at] = '\r';
        for (int length = to - from; length > 0; length >>>= 4) {
            bytes[--at] = (byte) Character.forDigit(length & 0xf, 16);
        }
        bytes[to] = '\r';
        bytes[to + 1] = '\n';
        return ByteBuffer.wrap(bytes, at, to + ROOM_AFTER - at);
    }

    @Override
    public boolean flush() throws IOException {
        boolean isLeft = socket().flush(false);
        if (isLeft) {
            socket().registerWriteInterest();
        }
        return !isLeft;
    }

    @Override
    public void finish() {
        try {
            if (isChunked) {
                socket().write(false, ByteBuffer.wrap(LAST_PIECE));
                socket().flush(false);
            }
        } catch (IOException gone) {
            LOG.debug("a client hung up", gone);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        socket().close();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        return switch (event) {
            case OPEN_READ -> hasEnded() ? hungUp() : SocketState.UPGRADED;
            case OPEN_WRITE -> {
                stream.hasRoom();
                yield SocketState.UPGRADED;
            }
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> hungUp();
        };
    }

    /** Passes over what the client says after its request; true where it has said its last. */
    private boolean hasEnded() {
        ByteBuffer passedOver = ByteBuffer.allocate(256);
        try {
            int count = 1;
            while (count > 0) {
                count = socket().read(false, passedOver.clear());
            }
            return count < 0;
        } catch (IOException gone) {
            return true;
        }
    }

    private SocketState hungUp() {
        stream.hungUp();
        return SocketState.CLOSED;
    }

    @Override
    public void destroy() {
        stream.hungUp();
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    private SocketWrapperBase<?> socket() {
        SocketWrapperBase<?> given = socket;
        if (given == null) {
            throw new IllegalStateException("not handed over yet");
        }
        return given;
    }

    @Override
    public void timeoutAsync(long now) {
        // The writer looks after its streams itself.
    }

    @Override
    public void setSslSupport(SSLSupport ssl) {
        // Nothing here asks for certificates.
    }

    @Override
    public void pause() {
        // Streams say farewell before the container pauses.
    }

    @Override
    public boolean hasAsyncIO() {
        return false;
    }

    @Override
    public @Nullable UpgradeInfo getUpgradeInfo() {
        return null;
    }
}
