package dev.polylogue.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the marks in the bytes of one connection, however they are cut, and the server's word that an answer has ended behind
 * a {@link Mark#LAST}; of the answers on one connection, one ends at a time. One thread uses it.
 */
final class MarkReader {

    /** What an answer ends with, in Polylogue's streams. */
    private static final byte[] END = "\"finish\"".getBytes(StandardCharsets.US_ASCII);

    private int digits = -2;

    /** Of the last mark whose end has not come; 0 for none. */
    private long lastNanos;

    private int matched;
    private byte kind;
    private long nanos;

    /** Reads all that is left in {@code bytes}. */
    void read(ByteBuffer bytes, Listener listener) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            step(next, listener);
            if (lastNanos != 0) {
                awaitEnd(next, listener);
            }
        }
    }

    private void step(byte next, Listener listener) {
        if (digits == -2) {
            digits = next == Mark.SIGN ? -1 : -2;
        } else if (digits == -1) {
            kind = next;
            nanos = 0;
            digits = next == Mark.FIRST || next == Mark.MIDDLE || next == Mark.LAST ? 0 : -2;
        } else if (next >= '0' && next <= '9') {
            nanos = nanos * 10 + next - '0';
            if (++digits == Mark.DIGITS) {
                digits = -2;
                listener.mark(kind, nanos);
                lastNanos = kind == Mark.LAST ? nanos : lastNanos;
            }
        } else {
            digits = -2;
        }
    }

    private void awaitEnd(byte next, Listener listener) {
        if (next == END[matched]) {
            matched++;
        } else {
            matched = next == END[0] ? 1 : 0;
        }
        if (matched == END.length) {
            matched = 0;
            listener.ended(lastNanos);
            lastNanos = 0;
        }
    }

    /** Told of each mark, and of each end with the moment of the mark before it. */
    interface Listener {
        void mark(byte kind, long nanos);

        void ended(long nanos);
    }
}
