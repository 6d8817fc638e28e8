package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket on Netty's event loop, without one of its channels: the channel, its pipeline and a buffer for each read are ten
 * objects that every token would pass and that nothing has touched since the last one. It goes from connecting to sending
 * and reading what HTTP has before a body, and once a chunked body begins, it reads that.
 *
 * <p>It is called on the event loop only. An event that does not come of {@link PacedReads} is told again as long as there is
 * something to read, so each reads once.
 */
final class EpollConnection implements Connection, EpollIoHandle {

    /** What is received at a time, at most. */
    static final int BUFFER = 16 * 1024;

    private static final FastThreadLocal<Buffers> BUFFERS = new FastThreadLocal<>() {
        @Override
        protected Buffers initialValue() {
            return new Buffers();
        }
    };

    private final Socket socket;
    private final Exchange exchange;
    private final PacedReads pacedReads;
    private @Nullable IoRegistration registration;
    private @Nullable Promise<Connection> opening;
    private @Nullable HttpWithoutSocket http;
    private @Nullable ByteBuf unsent;
    private @Nullable ChunkedBody chunks;

    /** Whether the server closes the connection behind its response: then an end is told of, wherever it is waited. */
    private boolean isLast;

    /** Its place among those that are read in windows; null where it is read at once. */
    private @Nullable IoRegistration paced;

    /** What the connections of one event loop share. */
    private static final class Buffers {
        private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);
        private final byte[] lent = new byte[BUFFER];
    }

    /**
     * Opens nothing yet. {@link io.netty.channel.ChannelException} where there can be no more sockets.
     *
     * @param opening completed once it is connected
     */
    EpollConnection(Exchange exchange, PacedReads pacedReads, Promise<Connection> opening) {
        this.exchange = exchange;
        this.pacedReads = pacedReads;
        this.opening = opening;
        this.socket = Socket.newSocketStream();
    }

    /** Begins to connect, once. */
    void connect(InetSocketAddress address, IoEventLoop loop) {
        Future<IoRegistration> registered = loop.register(this);
        if (!registered.isSuccess()) {
            broke(registered.cause());
            return;
        }
        registration = registered.getNow();
        try {
            socket.setTcpNoDelay(true);
            if (socket.connect(address)) {
                opened();
            } else {
                await(EpollIoOps.EPOLLOUT);
            }
        } catch (IOException refused) {
            broke(refused);
        }
    }

    private void opened() {
        Promise<Connection> told = opening;
        opening = null;
        if (told != null) {
            told.complete(this);
        }
    }

    private void await(EpollIoOps events) {
        if (registration != null) {
            registration.submit(events);
        }
    }

    @Override
    public void send(HttpAsk ask) {
        try {
            unsent = HttpWithoutSocket.request(ask);
            sendRest(unsent);
            // What reads the response is made while the server thinks about it.
            http = new HttpWithoutSocket(exchange);
        } catch (IOException broken) {
            broke(broken);
        }
    }

    private void sendRest(ByteBuf rest) throws IOException {
        ByteBuffer direct = BUFFERS.get().direct;
        while (rest.isReadable()) {
            int length = Math.min(rest.readableBytes(), BUFFER);
            rest.getBytes(rest.readerIndex(), direct.slice(0, length));
            int sent = socket.write(direct, 0, length);
            rest.skipBytes(sent);
            if (sent < length) {
                await(EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT));
                return;
            }
        }
        rest.release();
        unsent = null;
        await(EpollIoOps.EPOLLIN);
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration place, IoEvent event) {
        try {
            if (place.equals(paced)) {
                pacedReads.read(this, place);
            } else if (chunks != null) {
                read(chunks);
            } else if (http != null) {
                if (unsent != null) {
                    sendRest(unsent);
                }
                read(http);
            } else if (socket.finishConnect()) {
                opened();
            }
        } catch (IOException | RuntimeException broken) {
            broke(broken);
        }
    }

    private void read(ChunkedBody body) throws IOException {
        Buffers buffers = BUFFERS.get();
        int length = receive(buffers.direct, 0, BUFFER);
        buffers.direct.get(0, buffers.lent, 0, length);
        read(body, buffers.lent, 0, length);
    }

    /** Reads what its {@link PacedReads} have received. */
    void read(byte[] bytes, int offset, int length) {
        try {
            if (chunks != null) {
                read(chunks, bytes, offset, length);
            }
        } catch (IOException | RuntimeException broken) {
            broke(broken);
        }
    }

    private void read(ChunkedBody body, byte[] bytes, int offset, int length) throws IOException {
        if (body.feed(bytes, offset, length, exchange::bytes)) {
            exchange.whole();
        }
        pace();
    }

    /** As {@link ExchangeListener#prefetch}. */
    int prefetch() {
        return chunks == null ? 0 : chunks.prefetch() + exchange.prefetch();
    }

    /** Has it read at once or in windows, as those who follow the answer now want it. */
    private void pace() {
        boolean mayWait = isLast && exchange.isPatient();
        if (mayWait && paced == null) {
            paced = pacedReads.add(this);
            await(EpollIoOps.EPOLLRDHUP);
        } else if (!mayWait && paced != null) {
            pacedReads.remove(paced);
            paced = null;
            await(EpollIoOps.EPOLLIN);
        }
    }

    private void read(HttpWithoutSocket decoder) throws IOException {
        ByteBuffer direct = BUFFERS.get().direct;
        int length = receive(direct, 0, BUFFER);
        if (length > 0) {
            decoder.read(direct.slice(0, length));
            chunks = decoder.chunkedBody();
            http = chunks == null ? decoder : null;
            isLast = decoder.isLast();
        }
    }

    /** How many bytes came, which lie there now. None as well where there will never be any: then it is closed. */
    int receive(ByteBuffer direct, int from, int to) throws IOException {
        int length = socket.recv(direct, from, to);
        if (length < 0) {
            close();
            return 0;
        }
        return length;
    }

    private void broke(Throwable cause) {
        Promise<Connection> told = opening;
        if (told == null) {
            exchange.broke(cause);
        } else {
            opening = null;
            closeSocket();
            told.fail(cause);
        }
    }

    /** Also where the server has closed it, and where the event loop ends. */
    @Override
    public void close() {
        if (!socket.isOpen()) {
            return;
        }
        closeSocket();
        if (http == null) {
            exchange.connectionClosed();
        } else {
            // Which may find that a body without a length is whole, and tells the exchange of both.
            http.close();
        }
    }

    private void closeSocket() {
        if (paced != null) {
            pacedReads.remove(paced);
            paced = null;
        }
        if (registration != null) {
            registration.cancel();
        }
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
        try {
            socket.close();
        } catch (IOException gone) {
            // The descriptor is free all the same: close(2).
        }
    }
}
