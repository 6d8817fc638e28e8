package dev.polylogue.protocol.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the two chunks that come for every token, byte for byte as Jackson writes it and understood as Jackson reads
 * it, at a fraction of the cost: all but the id and the text is the same each time. Leaves to Jackson what has to be
 * escaped, which few tokens have.
 */
final class DeltaJson {

    private static final byte[] TEXT = ascii("{\"type\":\"text-delta\",\"id\":\"");
    private static final byte[] REASONING = ascii("{\"type\":\"reasoning-delta\",\"id\":\"");
    private static final byte[] DELTA = ascii("\",\"delta\":\"");
    private static final byte[] END = ascii("\"}");

    private DeltaJson() {}

    /** A {@code text-delta}; null where something has to be escaped. */
    static byte @Nullable [] text(String id, String delta) {
        return isPlain(id) && isPlain(delta) ? joined(TEXT, id, delta) : null;
    }

    /** A {@code reasoning-delta}; null where something has to be escaped. */
    static byte @Nullable [] reasoning(String id, String delta) {
        return isPlain(id) && isPlain(delta) ? joined(REASONING, id, delta) : null;
    }

    /** Reads what {@link #text} or {@link #reasoning} wrote; null for all else. */
    static @Nullable Chunk read(byte[] json) {
        if (matches(TEXT, json, 0)) {
            return read(json, TEXT.length, Chunk.TextDelta::new);
        }
        return matches(REASONING, json, 0) ? read(json, REASONING.length, Chunk.ReasoningDelta::new) : null;
    }

    private static @Nullable Chunk read(byte[] json, int id, BiFunction<String, String, Chunk> chunk) {
        int endOfId = endOfPlain(json, id);
        if (!matches(DELTA, json, endOfId)) {
            return null;
        }
        int text = endOfId + DELTA.length;
        int endOfText = endOfPlain(json, text);
        return endOfText + END.length == json.length && matches(END, json, endOfText)
                ? chunk.apply(decoded(json, id, endOfId), decoded(json, text, endOfText))
                : null;
    }

    private static boolean matches(byte[] piece, byte[] json, int at) {
        return at + piece.length <= json.length && Arrays.equals(piece, 0, piece.length, json, at, at + piece.length);
    }

    /** Where the string that stands there has its end, or something escaped. */
    private static int endOfPlain(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        return at;
    }

    private static String decoded(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether the text stands in JSON as it is. Half a character outside the basic plane does not. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] joined(byte[] head, String id, String delta) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        byte[] text = delta.getBytes(StandardCharsets.UTF_8);
        byte[] json = new byte[head.length + name.length + DELTA.length + text.length + END.length];
        int at = put(head, json, 0);
        at = put(name, json, at);
        at = put(DELTA, json, at);
        at = put(text, json, at);
        put(END, json, at);
        return json;
    }

    private static int put(byte[] piece, byte[] json, int at) {
        System.arraycopy(piece, 0, json, at, piece.length);
        return at + piece.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
