package dev.polylogue.providers.openai;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the piece of text in the last plain chunk. Nearly every next one of a stream differs in nothing but
 * that piece, and is then read by comparing the rest. One thread uses it.
 */
final class DeltaShape {

    /** A server whose chunks have more than that around each token is read the usual way. */
    private static final int LONGEST = 2048;

    private static final int CACHE_LINE = 64;

    private static final char MALFORMED = '\uFFFD';

    /** What stands before the text, and after it, in one array: it is read for every token, and seldom at hand. */
    private byte[] around = {};

    private int before;

    /**
     * Remembers a chunk that was read as a whole, with its text between {@code from} and {@code to}, without escapes; false,
     * and what was remembered stays, where it is too long.
     */
    boolean learn(byte[] bytes, int offset, int length, int from, int to) {
        if (length > LONGEST) {
            return false;
        }
        before = from - offset;
        around = Arrays.copyOfRange(bytes, offset, offset + length - (to - from));
        System.arraycopy(bytes, to, around, before, offset + length - to);
        return true;
    }

    /** As {@link dev.polylogue.providers.call.FrameReader#prefetch}. */
    int prefetch() {
        int sum = 0;
        for (int at = 0; at < around.length; at += CACHE_LINE) {
            sum += around[at];
        }
        return sum;
    }

    /** The text of a chunk of the same shape; null where it has another, or where the text has escapes. */
    @Nullable String read(byte[] bytes, int offset, int length) {
        int from = offset + before;
        int to = offset + length - (around.length - before);
        if (before == 0
                || from >= to
                || !Arrays.equals(around, 0, before, bytes, offset, from)
                || !Arrays.equals(around, before, around.length, bytes, to, offset + length)) {
            return null;
        }
        boolean isAscii = true;
        for (int i = from; i < to; i++) {
            byte unit = bytes[i];
            if (unit == '"' || unit == '\\' || (unit >= 0 && unit < ' ')) {
                return null;
            }
            isAscii &= unit >= 0;
        }
        Charset charset = isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String text = new String(bytes, from, to - from, charset);
        return isAscii || text.indexOf(MALFORMED) < 0 ? text : null;
    }
}
