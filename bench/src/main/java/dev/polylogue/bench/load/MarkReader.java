package dev.polylogue.bench.load;

import java.nio.ByteBuffer;

/** Finds the marks in the bytes of one connection, however they are cut. One thread uses it. */
final class MarkReader {

    private int digits = -2;
    private byte kind;
    private long nanos;

    /** Reads all that is left in {@code bytes}. */
    void read(ByteBuffer bytes, Listener listener) {
        while (bytes.hasRemaining()) {
            step(bytes.get(), listener);
        }
    }

    private void step(byte next, Listener listener) {
        if (digits == -2) {
            digits = next == Mark.SIGN ? -1 : -2;
        } else if (digits == -1) {
            kind = next;
            nanos = 0;
            digits = next == Mark.FIRST || next == Mark.MIDDLE ? 0 : -2;
        } else if (next >= '0' && next <= '9') {
            nanos = nanos * 10 + next - '0';
            if (++digits == Mark.DIGITS) {
                digits = -2;
                listener.mark(kind, nanos);
            }
        } else {
            digits = -2;
        }
    }

    /** Told of each mark. */
    interface Listener {
        void mark(byte kind, long nanos);
    }
}
