package dev.polylogue.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a streamed response: lines with the script's line end, whole or in small pieces, framed or not. */
final class ResponseBody {

    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final Script script;
    private final Speaker speaker;
    private final UpstreamRequest request;

    ResponseBody(OutputStream out, Script script, Speaker speaker, UpstreamRequest request) {
        this.out = out;
        this.script = script;
        this.speaker = speaker;
        this.request = request;
    }

    /** Some frames, which say that many tokens together. */
    void events(List<String> frames, int tokens) throws IOException {
        for (int at = 0; at < frames.size(); at++) {
            event(frames.get(at), at == frames.size() - 1 ? tokens : 0);
        }
    }

    /** One frame, with a sign of life before it where the script pings. */
    void event(String frame, int tokens) throws IOException {
        String end = script.lineEnd();
        String ping = script.pings() ? speaker.ping(end) : "";
        raw((ping + speaker.encoded(frame, end) + speaker.frameEnd(end)).getBytes(StandardCharsets.UTF_8));
        request.sent(tokens, 0);
    }

    void raw(byte[] bytes) throws IOException {
        int step = script.split() == 0 ? bytes.length : script.split();
        for (int at = 0; at < bytes.length; at += step) {
            piece(bytes, at, Math.min(step, bytes.length - at));
        }
    }

    /** Ends the framing, where there is one. */
    void end() throws IOException {
        if (script.chunked()) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private void piece(byte[] bytes, int offset, int length) throws IOException {
        byte[] framed = script.chunked() ? framed(bytes, offset, length) : slice(bytes, offset, length);
        out.write(framed);
        out.flush();
        request.sent(0, length);
    }

    private static byte[] slice(byte[] bytes, int offset, int length) {
        byte[] slice = new byte[length];
        System.arraycopy(bytes, offset, slice, 0, length);
        return slice;
    }

    private static byte[] framed(byte[] bytes, int offset, int length) {
        byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[size.length + 2 * CRLF.length + length];
        System.arraycopy(size, 0, framed, 0, size.length);
        System.arraycopy(CRLF, 0, framed, size.length, CRLF.length);
        System.arraycopy(bytes, offset, framed, size.length + CRLF.length, length);
        System.arraycopy(CRLF, 0, framed, framed.length - CRLF.length, CRLF.length);
        return framed;
    }
}
