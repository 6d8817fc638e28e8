package dev.polylogue.tools.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** The last {@value #MAX_BYTES} bytes that were written. Any thread. */
final class StderrTail {

    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_LINE = 300;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final byte[] ring = new byte[MAX_BYTES];

    @GuardedBy("lock") private long written;

    void append(byte[] bytes, int length) {
        lock.lock();
        try {
            for (int at = Math.max(0, length - MAX_BYTES); at < length; at++) {
                ring[(int) (written % MAX_BYTES)] = bytes[at];
                written++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** All of it; a character that was cut at the beginning shows as a replacement. */
    String text() {
        lock.lock();
        try {
            if (written <= MAX_BYTES) {
                return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
            }
            int start = (int) (written % MAX_BYTES);
            byte[] inOrder = Arrays.copyOf(Arrays.copyOfRange(ring, start, MAX_BYTES), MAX_BYTES);
            System.arraycopy(ring, 0, inOrder, MAX_BYTES - start, start);
            return new String(inOrder, StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    /** The last line that says something, or its beginning; empty where there is none. */
    String lastLine() {
        String line = text().lines().filter(each -> !each.isBlank()).reduce("", (_, last) -> last.strip());
        return line.substring(0, Math.min(line.length(), MAX_LINE));
    }
}
