package dev.polylogue.providers.http;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads what may wait, from all sockets of an event loop together, once in a window.
 *
 * <p>Some thousand tokens a second leave a processor idle between any two of them, and whatever a token needs, code and
 * data, has left its cache when the next one comes: so a token costs several times what it costs one of many. Where
 * all who follow an answer wait for a window anyway, its socket is not waited at. It stands in an epoll set of its own, which
 * is looked at when the window is over; the kernel has by then noted there which sockets have something.
 *
 * <p>All of them are read before any is told of it. What telling one needs lies in memory that is far, a chain of twenty
 * objects, each found by the one before it. So those of all are passed first, with nothing done between: then the processor
 * waits for the memory of several at a time, not for one after the other (group prefetching: Chen, Ailamaki, Gibbons and
 * Mowry, "Improving Hash Join Performance through Prefetching", ICDE 2004).
 *
 * <p>Called on its event loop only.
 */
final class PacedReads {

    /** Told once of what came, not as long as it is there: then the kernel looks at a socket once, not twice. */
    private static final EpollIoOps ONCE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLET);

    private static final int ROOM = 128 * 1024;

    private static final IoHandlerContext WITHOUT_WAITING = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long now) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return 0;
        }
    };

    private final ReadWindows windows;
    private final IoEventLoop loop;
    private final IoHandler sockets;
    private final ByteBuffer received = ByteBuffer.allocateDirect(ROOM);
    private final byte[] lent = new byte[ROOM];
    private final List<Piece> pieces = new ArrayList<>();
    private int waiting;
    private boolean isBeating;
    private boolean hasMore;

    /** Only written, so that no compiler leaves out what is passed for it. */
    private int unusedSum;

    /** What was read of one socket: where it lies in {@link #received}. */
    private record Piece(EpollConnection connection, int offset, int length) {}

    PacedReads(ReadWindows windows, IoEventLoop loop) {
        this.windows = windows;
        this.loop = loop;
        this.sockets = EpollIoHandler.newFactory().newHandler(loop);
        sockets.initialize();
    }

    /** From now on the socket is read when a window is over. */
    IoRegistration add(IoHandle socket) {
        IoRegistration place;
        try {
            place = sockets.register(socket);
        } catch (Exception refused) {
            throw new ChannelException("a socket that cannot be waited for", refused);
        }
        place.submit(ONCE);
        waiting++;
        if (!isBeating) {
            isBeating = true;
            await();
        }
        return place;
    }

    /** It is to be read no more. */
    void remove(IoRegistration place) {
        place.cancel();
        waiting--;
    }

    /** Reads what the socket has; it is told of it when all have been read. */
    void read(EpollConnection connection, IoRegistration place) throws IOException {
        if (received.remaining() < EpollConnection.BUFFER) {
            tell();
        }
        int offset = received.position();
        int length = connection.receive(received, offset, offset + EpollConnection.BUFFER);
        if (length > 0) {
            received.position(offset + length);
            pieces.add(new Piece(connection, offset, length));
        }
        if (length == EpollConnection.BUFFER) {
            // There may be more: that is read without waiting.
            hasMore = true;
            place.submit(ONCE);
        }
    }

    private void tell() {
        received.get(0, lent, 0, received.position());
        received.clear();
        for (Piece piece : pieces) {
            unusedSum += piece.connection().prefetch();
        }
        for (Piece piece : pieces) {
            piece.connection().read(lent, piece.offset(), piece.length());
        }
        pieces.clear();
    }

    private void await() {
        var _ = loop.schedule(this::beat, windows.left(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        hasMore = false;
        isBeating = waiting > 0;
        if (!isBeating) {
            return;
        }
        windows.reading();
        try {
            sockets.run(WITHOUT_WAITING);
            tell();
        } finally {
            windows.haveRead();
        }
        if (hasMore) {
            loop.execute(this::beat);
        } else {
            await();
        }
    }

    /** Gives back its epoll set; no socket may stand in it any more. */
    void close() {
        sockets.prepareToDestroy();
        sockets.destroy();
    }
}
