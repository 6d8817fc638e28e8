package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import java.net.URI;

/**
 * Takes the response of an HTTP/1.1 exchange where it leaves the decoder, before Vert.x makes a stream of it: a token would
 * pass a queue, a context and two copies on its way to a reader that is on the same event loop anyway and never asks to
 * wait. Where Vert.x opened the connection, it closes it; of request and response it sees nothing, so it keeps no queues for
 * them. Chunked bodies, which all streams are, do not even come here, see {@link BodyTap}.
 *
 * <p>It is called on the event loop only.
 */
final class ResponseTap extends ChannelInboundHandlerAdapter {

    private final Exchange exchange;
    private final BodyTap body;

    /** Whether what comes belongs to an interim response, as 100 or 103, after which the real one comes. */
    private boolean isInterim;

    ResponseTap(Exchange exchange, BodyTap body) {
        this.exchange = exchange;
        this.body = body;
    }

    /**
     * Sends the request over a connection that is not used yet, and has {@code exchange} told of the response; false, and
     * nothing happens, where this is no HTTP/1.1 connection.
     */
    static boolean send(HttpAsk ask, HttpClientConnection connection, Exchange exchange) {
        if (connection.protocolVersion() == HttpVersion.HTTP_2
                || !(connection instanceof UnpooledHttpClientConnection unpooled)) {
            return false;
        }
        ChannelHandlerContext last = unpooled.unwrap().channelHandlerContext();
        var pipeline = last.pipeline();
        var body = new BodyTap(exchange);
        pipeline.addBefore(pipeline.context(HttpClientCodec.class).name(), "body-tap", body);
        pipeline.addBefore(last.name(), "response-tap", new ResponseTap(exchange, body));
        write(ask, last, exchange);
        return true;
    }

    /** Sends the request from that place of the pipeline. */
    static void write(HttpAsk ask, ChannelHandlerContext place, Exchange exchange) {
        place.writeAndFlush(request(ask)).addListener(written -> {
            if (!written.isSuccess()) {
                exchange.broke(written.cause());
            }
        });
    }

    static FullHttpRequest request(HttpAsk ask) {
        byte[] body = ask.body();
        var request = new DefaultFullHttpRequest(
                io.netty.handler.codec.http.HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(ask.method()),
                ask.target(),
                body == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        ask.headers().forEach(request.headers()::set);
        request.headers().set(HttpHeaderNames.HOST, host(ask.uri()));
        // Nothing else is asked over it; and of a connection that is closed the kernel tells without a read.
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (body != null) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return request;
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
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

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        exchange.broke(cause);
    }

    private void head(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            exchange.broke(response.decoderResult().cause());
            return;
        }
        isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!isInterim) {
            body.headEnds(HttpUtil.isTransferEncodingChunked(response), !HttpUtil.isKeepAlive(response));
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
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        exchange.bytes(bytes, 0, bytes.length);
    }
}
