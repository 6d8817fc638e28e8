package dev.polylogue.providers.http;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;

/** HTTP/1.1 without TLS where Linux tells of sockets by epoll. */
final class EpollDialer implements Dialer {

    @Override
    public Future<Connection> dial(HttpAsk ask, InetSocketAddress address, ContextInternal loop, Exchange exchange) {
        Promise<Connection> opening = loop.promise();
        try {
            var connection = new EpollConnection(exchange, opening);
            exchange.opening(connection);
            connection.connect(address, (IoEventLoop) loop.nettyEventLoop());
        } catch (ChannelException noSocket) {
            opening.fail(noSocket);
        }
        return opening.future();
    }
}
