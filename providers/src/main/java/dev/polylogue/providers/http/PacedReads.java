package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import io.netty.channel.ChannelException;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads what may wait, from all sockets of an event loop together, once in a window.
 *
 * <p>Some thousand tokens a second leave a processor idle between any two of them, and whatever a token needs, code and
 * data, has left its cache when the next one comes: so a token costs several times what it costs one of many. Where
 * all who follow an answer wait for a window anyway, its socket is not waited at. It stands in an epoll set of its own, which
 * is looked at when the window is over; the kernel has by then noted there which sockets have something.
 *
 * <p>Called on its event loop only.
 */
final class PacedReads {

    /** Shorter than what a token may take by as much as reading and writing take where there is much of them. */
    static final Duration WINDOW = Duration.ofMillis(14);

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

    private final Time time;
    private final long window;
    private final IoEventLoop loop;
    private final IoHandler sockets;
    private final Windows windows;
    private int waiting;
    private boolean isBeating;
    private boolean hasMore;

    /** Who wants to know when the windows of all event loops are over. */
    interface Windows {

        /** A window is over, what came in it will be read. */
        void reading();

        /** It has been read. */
        void haveRead();
    }

    PacedReads(Time time, Duration window, IoEventLoop loop, Windows windows) {
        this.time = time;
        this.window = window.toNanos();
        this.loop = loop;
        this.windows = windows;
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
        place.submit(EpollIoOps.EPOLLIN);
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

    /** One of the sockets had more than was read of it: that is read without waiting. */
    void hasMore() {
        hasMore = true;
    }

    /** Windows end at the same moments on all event loops: what they have read is then written at once. */
    private void await() {
        long left = window - Math.floorMod(time.nanoTime(), window);
        var _ = loop.schedule(this::beat, left, TimeUnit.NANOSECONDS);
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
