package dev.polylogue.providers.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpClientCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;

/**
 * HTTP/1.1 without TLS where there is no epoll, straight on Netty: what Vert.x has for each connection, queues above all,
 * would be a third of what an answer holds in memory, and would hear nothing of it.
 */
final class PlainDialer implements Dialer {

    private final ChannelFactory<? extends Channel> channels;

    PlainDialer(ChannelFactory<? extends Channel> channels) {
        this.channels = channels;
    }

    @Override
    public Future<Connection> dial(HttpAsk ask, InetSocketAddress address, ContextInternal loop, Exchange exchange) {
        Promise<Connection> dialled = loop.promise();
        var body = new BodyTap(exchange);
        new Bootstrap()
                .group(loop.nettyEventLoop())
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        ask.timeouts().connect().toMillis())
                .handler(body)
                .connect(address)
                .addListener((ChannelFuture opened) -> {
                    if (opened.isSuccess()) {
                        dialled.complete(new PlainConnection(opened.channel(), body, exchange));
                    } else {
                        dialled.fail(opened.cause());
                    }
                });
        return dialled.future();
    }

    private record PlainConnection(Channel channel, BodyTap body, Exchange exchange) implements Connection {
        @Override
        public void send(HttpAsk ask) {
            channel.pipeline().addLast(new HttpClientCodec(), new ResponseTap(exchange, body));
            ResponseTap.write(ask, channel.pipeline().lastContext(), exchange);
        }

        @Override
        public void close() {
            var _ = channel.close();
        }
    }
}
