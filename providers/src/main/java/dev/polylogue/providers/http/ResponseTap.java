package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;

/**
 * Takes the response of an HTTP/1.1 exchange where it leaves the decoder, before Vert.x makes a stream of it: a token would
 * pass a queue, a context and two copies on its way to a reader that is on the same event loop anyway and never asks to
 * wait. Vert.x opens the connection, writes the request and closes; of the response it sees nothing.
 *
 * <p>It is called on the event loop only.
 */
final class ResponseTap extends ChannelInboundHandlerAdapter {

    private static final int COPY = 16 * 1024;
    private static final FastThreadLocal<byte[]> COPIES = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[COPY];
        }
    };

    private final Exchange exchange;

    /** Whether what comes belongs to an interim response, as 100 or 103, after which the real one comes. */
    private boolean isInterim;

    private ResponseTap(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Has {@code exchange} told of the response; false, and nothing changes, where this is no HTTP/1.1 connection. */
    static boolean install(HttpClientConnection connection, Exchange exchange) {
        if (connection.protocolVersion() == HttpVersion.HTTP_2
                || !(connection instanceof UnpooledHttpClientConnection unpooled)) {
            return false;
        }
        ChannelHandlerContext last = unpooled.unwrap().channelHandlerContext();
        last.pipeline().addBefore(last.name(), "response-tap", new ResponseTap(exchange));
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                head(response);
            }
            if (message instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            exchange.broke(response.decoderResult().cause());
            return;
        }
        isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!isInterim) {
            exchange.head(response.status().code(), response.headers().entries());
        }
    }

    private void content(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            exchange.broke(content.decoderResult().cause());
        } else if (!isInterim) {
            bytes(content.content());
            if (content instanceof LastHttpContent) {
                exchange.whole();
            }
        }
    }

    private void bytes(ByteBuf buffer) {
        if (buffer.hasArray()) {
            exchange.bytes(buffer.array(), buffer.arrayOffset() + buffer.readerIndex(), buffer.readableBytes());
            return;
        }
        byte[] copy = COPIES.get();
        while (buffer.isReadable()) {
            int length = Math.min(copy.length, buffer.readableBytes());
            buffer.readBytes(copy, 0, length);
            exchange.bytes(copy, 0, length);
        }
    }
}
