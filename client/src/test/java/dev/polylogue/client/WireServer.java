package dev.polylogue.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A server of bytes on 127.0.0.1: each connection is one request and one reply, of which any number of bytes is sent
 * before the connection ends. Any thread may use it.
 */
final class WireServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Thread accepting;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Function<Request, Reply> answers;

    WireServer(Function<Request, Reply> answers) {
        this.answers = answers;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        accepting = Thread.ofVirtual().name("wire-server").start(this::accept);
    }

    /** What was asked; {@code head} in small letters. */
    record Request(String method, String path, String head, String body) {}

    /**
     * What is sent, and how the connection ends.
     *
     * @param bytes each as one character
     * @param isHeld whether it stays open until the client leaves
     */
    record Reply(String bytes, boolean isHeld) {

        static Reply json(int status, String json) {
            return reply(status, "application/json", json);
        }

        static Reply events(String events) {
            return reply(200, "text/event-stream", events);
        }

        /** Closes without a word. */
        static Reply nothing() {
            return new Reply("", false);
        }

        private static Reply reply(int status, String type, String body) {
            String text =
                    "HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n" + body;
            return new Reply(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), false);
        }

        /** The same with one more header. */
        Reply with(String header) {
            return new Reply(bytes.replaceFirst("\r\n", "\r\n" + header + "\r\n"), isHeld);
        }

        /** Only the first bytes of it. */
        Reply cut(int length) {
            return new Reply(bytes.substring(0, Math.min(length, bytes.length())), isHeld);
        }

        /** The same, but the connection stays open. */
        Reply held() {
            return new Reply(bytes, true);
        }
    }

    void answers(Function<Request, Reply> next) {
        answers = next;
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** All requests so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("wire-reply").start(() -> serve(client));
            } catch (IOException closed) {
                // The loop's condition says whether that was the end.
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Request request = read(in);
            requests.add(request);
            Reply reply = answers.apply(request);
            OutputStream out = client.getOutputStream();
            out.write(reply.bytes().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (reply.isHeld()) {
                in.read();
            }
        } catch (IOException gone) {
            // The client has left, as it may.
        } finally {
            open.remove(client);
        }
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
        String text = head.toString().toLowerCase(Locale.ROOT);
        String body = new String(in.readNBytes(length(text)), StandardCharsets.UTF_8);
        return new Request(first[0], first[1], text, body);
    }

    private static int length(String head) {
        int at = head.indexOf("content-length: ");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }

    /** Waits with a reply until {@code latch} is down. */
    static Reply after(CountDownLatch latch, Reply reply) {
        try {
            latch.await();
            return reply;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Reply.nothing();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            // Until then it might still accept.
            accepting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Socket client : open) {
            client.close();
        }
    }
}
