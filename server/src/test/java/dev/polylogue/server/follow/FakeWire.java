package dev.polylogue.server.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection whose client takes everything, nothing, or is gone. Any thread may use it. */
final class FakeWire implements Wire {

    private final List<String> writes = new ArrayList<>();
    private String left = "";
    private boolean takesNothing;
    private boolean isGone;
    private boolean isClosed;
    private int tries;

    synchronized void takesNothing(boolean value) {
        takesNothing = value;
    }

    synchronized void isGone() {
        isGone = true;
    }

    /** All that the client got. */
    synchronized String received() {
        return String.join("", writes);
    }

    synchronized int writes() {
        return writes.size();
    }

    /** How often something was offered and not taken. */
    synchronized int tries() {
        return tries;
    }

    /** How many characters were offered and not taken. */
    synchronized int offered() {
        return left.length();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized boolean send(byte[] bytes, int from, int to) throws IOException {
        if (!left.isEmpty()) {
            throw new IllegalStateException("something is left from before");
        }
        left = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return flush();
    }

    @Override
    public synchronized boolean flush() throws IOException {
        if (isGone) {
            throw new IOException("gone");
        }
        if (takesNothing) {
            tries++;
            return false;
        }
        writes.add(left);
        left = "";
        return true;
    }

    @Override
    public synchronized void finish() {
        close();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
