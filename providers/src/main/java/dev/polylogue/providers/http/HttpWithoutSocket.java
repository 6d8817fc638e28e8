package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 of one exchange, with the handlers that all other connections have, for bytes that somebody else sends and
 * receives. It is called on the event loop only.
 */
final class HttpWithoutSocket {

    private final BodyTap body;
    private final EmbeddedChannel channel;

    HttpWithoutSocket(HttpAsk ask, Exchange exchange) {
        this.body = new BodyTap(exchange);
        this.channel = new EmbeddedChannel(body, new HttpClientCodec(), new ResponseTap(exchange, body));
        ResponseTap.write(ask, channel.pipeline().lastContext(), exchange);
    }

    /** The request as it is to be sent, once; the caller releases it. */
    ByteBuf request() {
        List<ByteBuf> pieces = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            pieces.add(piece);
        }
        return Unpooled.wrappedBuffer(pieces.size(), pieces.toArray(ByteBuf[]::new));
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
