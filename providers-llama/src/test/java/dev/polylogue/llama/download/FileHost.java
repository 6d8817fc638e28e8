package dev.polylogue.llama.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A host of one file on this machine. It can cut what it sends, ignore ranges, and send people on. */
public final class FileHost implements AutoCloseable {

    private final HttpServer server;
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    private volatile byte[] content;
    private volatile int cutAt = Integer.MAX_VALUE;
    private volatile boolean ignoresRanges;
    private volatile String movedTo = "";
    private volatile String tag = "\"one\"";

    public FileHost(byte[] content) {
        this.content = content;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/file", this::send);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", movedTo.isEmpty() ? "/file" : movedTo);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    /** Where the file is, behind one redirect. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/moved");
    }

    /** An entry of a catalogue for it. */
    public CatalogueEntry entry(String name) {
        return new CatalogueEntry(name, "Tiny", "Tests.", "Apache-2.0", address(), content.length, sha256(content));
    }

    /** Sends only that much of the whole file from now on. */
    public void cutAt(int bytes) {
        cutAt = bytes;
    }

    void ignoreRanges() {
        ignoresRanges = true;
    }

    void moveTo(String location) {
        movedTo = location;
    }

    void replace(byte[] other, String newTag) {
        content = other;
        tag = newTag;
    }

    /** The ranges that were asked for; empty texts where none was. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void send(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        ranges.add(range == null ? "" : range);
        boolean isPartial = range != null && tag.equals(ifRange) && !ignoresRanges;
        int from = isPartial ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) : 0;
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(isPartial ? 206 : 200, rest.length);
        try (exchange) {
            exchange.getResponseBody().write(rest, 0, Math.min(rest.length, cutAt));
            exchange.getResponseBody().flush();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
