package dev.polylogue.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of {@code text/event-stream} into events, however the network has cut them. Lines end in LF or CRLF, as
 * the server and the proxies in front of it write them. An event that is not ended by its blank line is none: the line
 * was cut inside of it. One thread uses it.
 */
final class SseParser {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<Event> ready = new ArrayDeque<>();
    private @Nullable String id;
    private @Nullable String data;

    /**
     * An event.
     *
     * @param data null for a comment, which only says that the line is alive
     */
    record Event(@Nullable String id, @Nullable String data) {}

    void feed(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == '\n') {
                add(bytes, at);
                bytes.get();
                endLine();
            }
        }
        add(bytes, bytes.limit());
    }

    private void add(ByteBuffer bytes, int end) {
        byte[] piece = new byte[end - bytes.position()];
        bytes.get(piece);
        line.writeBytes(piece);
    }

    /** The next whole event; null until more is fed. */
    @Nullable Event next() {
        return ready.poll();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (text.isEmpty()) {
            endEvent();
        } else if (text.startsWith(":")) {
            ready.add(new Event(null, null));
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (name.equals("id")) {
            id = value;
        } else if (name.equals("data")) {
            data = data == null ? value : data + "\n" + value;
        }
    }

    private void endEvent() {
        if (data != null) {
            ready.add(new Event(id, data));
        }
        id = null;
        data = null;
    }
}
