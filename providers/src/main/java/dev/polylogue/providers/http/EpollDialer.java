package dev.polylogue.providers.http;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP/1.1 without TLS where Linux tells of sockets by epoll. */
final class EpollDialer implements Dialer {

    private final ReadWindows windows;
    private final Map<IoEventLoop, PacedReads> paced = new ConcurrentHashMap<>();

    EpollDialer(ReadWindows windows) {
        this.windows = windows;
    }

    @Override
    public Future<Connection> dial(HttpAsk ask, InetSocketAddress address, ContextInternal loop, Exchange exchange) {
        Promise<Connection> opening = loop.promise();
        var eventLoop = (IoEventLoop) loop.nettyEventLoop();
        try {
            PacedReads reads = paced.computeIfAbsent(eventLoop, one -> new PacedReads(windows, one));
            var connection = new EpollConnection(exchange, reads, opening);
            exchange.opening(connection);
            connection.connect(address, eventLoop);
        } catch (ChannelException noSocket) {
            opening.fail(noSocket);
        }
        return opening.future();
    }

    @Override
    public void close() {
        paced.forEach((loop, reads) -> {
            if (paced.remove(loop, reads)) {
                loop.execute(reads::close);
            }
        });
    }
}
