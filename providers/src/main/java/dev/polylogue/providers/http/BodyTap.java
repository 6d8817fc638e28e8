package dev.polylogue.providers.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the heads of responses pass to the decoder of HTTP, but takes a chunked body before it gets there: the decoder would
 * make several objects of each token. Bodies of other kinds pass, too.
 *
 * <p>It is called on the event loop only.
 */
final class BodyTap extends ChannelInboundHandlerAdapter {

    private static final int COPY = 16 * 1024;
    private static final FastThreadLocal<byte[]> COPIES = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[COPY];
        }
    };

    private enum Part {
        HEAD,
        CHUNKED_BODY,
        OTHER_BODY
    }

    private final Exchange exchange;
    private final ChunkedBody body = new ChunkedBody();
    private Part part = Part.HEAD;
    private boolean isLast;

    /** Whether a line of the head has just ended, so that an empty one would end the head. */
    private boolean isLineStart;

    BodyTap(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The chunked body that comes; null where there is none, or none yet. */
    @Nullable ChunkedBody chunkedBody() {
        return part == Part.CHUNKED_BODY ? body : null;
    }

    /** Whether the server closes the connection behind this response. */
    boolean isLast() {
        return isLast;
    }

    /** Told by the {@link ResponseTap} while the head passes. */
    void headEnds(boolean isChunked, boolean isLast) {
        this.isLast = isLast;
        part = isChunked ? Part.CHUNKED_BODY : Part.OTHER_BODY;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (part == Part.HEAD) {
                readHead(context, bytes);
            }
            if (part == Part.CHUNKED_BODY) {
                read(bytes);
            } else if (bytes.isReadable()) {
                context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
            }
        } finally {
            bytes.release();
        }
    }

    /** A chunked body comes to nobody but this, so whatever read the head goes: it holds memory, and is passed by each read. */
    private void readHead(ChannelHandlerContext context, ByteBuf bytes) {
        while (part == Part.HEAD && bytes.isReadable()) {
            context.fireChannelRead(bytes.readRetainedSlice(lengthOfHead(bytes)));
        }
        if (part == Part.CHUNKED_BODY) {
            context.pipeline().remove(HttpClientCodec.class);
            context.pipeline().remove(ResponseTap.class);
        }
    }

    /** What waits for the end of the connection, as a body without a length does, is told first. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        context.fireChannelInactive();
        exchange.connectionClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        exchange.broke(cause);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (part != Part.CHUNKED_BODY) {
            context.fireChannelReadComplete();
        }
    }

    /** Up to the empty line, that one included; all, where there is none. */
    private int lengthOfHead(ByteBuf bytes) {
        int from = bytes.readerIndex();
        for (int at = from; at < bytes.writerIndex(); at++) {
            byte unit = bytes.getByte(at);
            if (unit == '\n') {
                if (isLineStart) {
                    isLineStart = false;
                    return at + 1 - from;
                }
                isLineStart = true;
            } else if (unit != '\r') {
                isLineStart = false;
            }
        }
        return bytes.readableBytes();
    }

    private void read(ByteBuf bytes) {
        byte[] copy = COPIES.get();
        try {
            while (bytes.isReadable()) {
                int length = Math.min(copy.length, bytes.readableBytes());
                bytes.readBytes(copy, 0, length);
                if (body.feed(copy, 0, length, exchange::bytes)) {
                    exchange.whole();
                    return;
                }
            }
        } catch (IOException malformed) {
            exchange.broke(malformed);
        }
    }
}
