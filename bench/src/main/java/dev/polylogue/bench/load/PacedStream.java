package dev.polylogue.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of the paced model server: a request, then its tokens. */
final class PacedStream {

    private static final Pattern PACE = Pattern.compile("\"model\"\\s*:\\s*\"pace-([0-9.]+)-([0-9]+)\"");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final String FRAME =
            "{\"id\":\"chatcmpl-BvXyZ0a1b2c3d4e5f6g7h8\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1764000000,\"model\":\"pace\",\"system_fingerprint\":\"fp_0a1b2c3d4e\",\"choices\":[{\"index\":0,"
                    + "\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}";
    private static final byte[] HEAD = ascii("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
            + "cache-control: no-cache\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
            + chunk(FRAME.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null")));
    private static final String CONTENT = "{\"content\":\"" + (char) Mark.SIGN + "M" + "0".repeat(Mark.DIGITS) + "\"}";
    private static final String TOKEN = chunk(FRAME.formatted(CONTENT, "null"));
    private static final int MARK_AT = TOKEN.indexOf(Mark.SIGN) + 1;

    /** Says something with the reason of the end, as some servers do: so the end, too, tells when it was written. */
    private static final String END = chunk(FRAME.formatted(CONTENT, "\"stop\"")) + chunk("[DONE]") + "0\r\n\r\n";

    private static final byte[] MODELS = ascii(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 27\r\n\r\n{\"object\":\"list\",\"data\":[]}");

    private final SocketChannel channel;
    private final byte[] token = ascii(TOKEN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1024);
    private final StringBuilder request = new StringBuilder();
    private int periodMillis;
    private long tokens;
    private long sent;

    PacedStream(SocketChannel channel) {
        this.channel = channel;
    }

    private static String chunk(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    SocketChannel channel() {
        return channel;
    }

    int periodMillis() {
        return periodMillis;
    }

    /** Takes bytes of the request; true when a stream is to begin. */
    boolean begins(ByteBuffer bytes) throws IOException {
        request.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int head = request.indexOf("\r\n\r\n");
        if (head < 0 || request.length() < head + 4 + length(head)) {
            return false;
        }
        Matcher pace = PACE.matcher(request);
        boolean isStream = pace.find();
        if (isStream) {
            periodMillis = (int) Math.max(1, Math.round(1000 / Double.parseDouble(pace.group(1))));
            tokens = Long.parseLong(pace.group(2));
        } else {
            write(MODELS);
        }
        request.setLength(0);
        return isStream;
    }

    private int length(int head) {
        Matcher length = LENGTH.matcher(request).region(0, head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    void writeHead() throws IOException {
        write(HEAD);
    }

    /** Writes the next token, and the end after the last; false then. */
    boolean writeToken() throws IOException {
        if (!channel.isOpen()) {
            return false;
        }
        writeMarked(token, MARK_AT, sent == 0 ? Mark.FIRST : Mark.MIDDLE);
        sent++;
        if (sent >= tokens) {
            writeMarked(ascii(END), END.indexOf(Mark.SIGN) + 1, Mark.LAST);
            close();
            return false;
        }
        return true;
    }

    private void writeMarked(byte[] bytes, int markAt, byte kind) throws IOException {
        bytes[markAt] = kind;
        Mark.write(System.nanoTime(), bytes, markAt + 1);
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        out.clear().put(bytes).flip();
        channel.write(out);
        if (out.hasRemaining()) {
            throw new IOException("the reader of a paced stream does not keep up");
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is gone either way.
        }
    }
}
