package dev.polylogue.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events, read straight from a socket, so that a test decides when bytes are read and sees how
 * the connection ended. One thread reads; any may close.
 */
final class SseSocket implements AutoCloseable {

    private final long openedNanos = System.nanoTime();
    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private long left;
    private boolean isAtEnd;

    private SseSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.status = Integer.parseInt(rawLine().split(" ", 3)[1]);
        for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    /** An event: null where a field is missing. */
    record Event(@Nullable String id, @Nullable String name, String data) {}

    static SseSocket open(int port, String path, @Nullable String lastEventId) throws IOException {
        return open(port, path, lastEventId, 0);
    }

    /**
     * Asks for the stream and reads the head of the answer.
     *
     * @param receiveBuffer bytes that the system may take in while nobody reads; 0 for the usual
     */
    static SseSocket open(int port, String path, @Nullable String lastEventId, int receiveBuffer) throws IOException {
        var socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + resume
                                    + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new SseSocket(socket);
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Whether there is something that nobody has read. */
    boolean hasUnread() {
        try {
            return in.available() > 0;
        } catch (IOException cut) {
            return false;
        }
    }

    /** Whether the other side is gone, though nothing is read: it answers bytes for nobody with a reset. */
    boolean isCut() {
        try {
            socket.sendUrgentData(0);
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    int status() {
        return status;
    }

    /** A header of the answer; empty where there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The next event; null at the end of the stream in good order; {@link IOException} where it was cut. */
    @Nullable Event next() throws IOException {
        String id = null;
        String name = null;
        String data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (data != null) {
                    return new Event(id, name, data);
                }
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (!line.startsWith(":")) {
                throw new AssertionError("not a line of an event: " + line);
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = bodyByte(); next >= 0; next = bodyByte()) {
            if (next == '\n') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            bytes.write(next);
        }
        if (bytes.size() > 0) {
            throw new EOFException("the stream ended in good order in the middle of a line");
        }
        return null;
    }

    private int bodyByte() throws IOException {
        if (left == 0) {
            beginPiece();
        }
        if (isAtEnd) {
            return -1;
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("cut");
        }
        left--;
        if (left == 0 && !rawLine().isEmpty()) {
            throw new IOException("a piece without its end");
        }
        return next;
    }

    private void beginPiece() throws IOException {
        if (!isAtEnd) {
            left = Long.parseLong(rawLine(), 16);
            isAtEnd = left == 0;
        }
    }

    private String rawLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("cut");
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
