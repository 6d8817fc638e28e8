package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 of one exchange for bytes that somebody else sends and receives; what comes passes the handlers that all other
 * connections have. It is called on the event loop only.
 */
final class HttpWithoutSocket {

    private final BodyTap body;
    private final EmbeddedChannel channel;

    HttpWithoutSocket(Exchange exchange) {
        this.body = new BodyTap(exchange);
        this.channel = new EmbeddedChannel(body, new HttpClientCodec(), new ResponseTap(exchange, body));
    }

    /** The request as it is to be sent (RFC 9112, 2.1); the caller releases it. */
    static ByteBuf request(HttpAsk ask) {
        FullHttpRequest request = ResponseTap.request(ask);
        var head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(request.uri())
                .append(" HTTP/1.1\r\n");
        request.headers().forEach(field -> head.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append("\r\n"));
        head.append("\r\n");
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(head.toString().getBytes(StandardCharsets.ISO_8859_1)), request.content());
    }

    /** Has the exchange told of what came. */
    void read(ByteBuffer bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    /** What takes the rest of the response; null unless a chunked body has begun. */
    @Nullable ChunkedBody chunkedBody() {
        return body.chunkedBody();
    }

    /** Whether the server closes the connection behind this response. */
    boolean isLast() {
        return body.isLast();
    }

    /** Nothing more will come: has the exchange told that its connection is closed. */
    void close() {
        var _ = channel.close();
    }
}
