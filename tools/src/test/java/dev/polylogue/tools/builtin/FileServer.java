package dev.polylogue.tools.builtin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;

/** A web server on a free port of this machine that serves what it is told. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> hosts = new ConcurrentLinkedQueue<>();

    private FileServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.start();
    }

    static FileServer start() {
        try {
            return new FileServer(HttpServer.create(local(), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static FileServer startSecure(SSLContext certificate) {
        try {
            HttpsServer server = HttpsServer.create(local(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return new FileServer(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The {@code Host} header of each request so far. */
    Queue<String> hosts() {
        return hosts;
    }

    void answer(String path, String type, String text) {
        answer(path, type, text.getBytes(StandardCharsets.UTF_8));
    }

    void answer(String path, String type, byte[] body) {
        serve(path, 200, "Content-Type", type, body, "identity");
    }

    void answerPacked(String path, String type, String text) {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        serve(path, 200, "Content-Type", type, packed.toByteArray(), "gzip");
    }

    void redirect(String path, String target) {
        serve(path, 302, "Location", target, new byte[0], "identity");
    }

    private void serve(String path, int status, String header, String value, byte[] body, String encoding) {
        server.createContext(path, exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            try (exchange) {
                exchange.getResponseHeaders().add(header, value);
                exchange.getResponseHeaders().add("Content-Encoding", encoding);
                send(exchange, status, body);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try {
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            // The client has enough and has closed.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
