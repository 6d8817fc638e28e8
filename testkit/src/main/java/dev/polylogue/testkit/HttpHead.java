package dev.polylogue.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The head of a request, with names of headers in lower case. */
record HttpHead(String method, String path, Map<String, String> headers) {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;

    static HttpHead read(InputStream in) throws IOException {
        List<String> lines = readBlock(in).lines().toList();
        String[] words = lines.getFirst().split(" ", -1);
        if (words.length < 2) {
            throw new IOException("not a request line: " + lines.getFirst());
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpHead(words[0], words[1], headers);
    }

    byte[] readBody(InputStream in) throws IOException {
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > MAX_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the client left inside its request");
        }
        return body;
    }

    private static String readBlock(InputStream in) throws IOException {
        var block = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0 || block.size() > MAX_HEAD) {
                throw new EOFException("no whole request");
            }
            block.write(next);
            if (next != '\r') {
                newlines = next == '\n' ? newlines + 1 : 0;
            }
        }
        return block.toString(StandardCharsets.ISO_8859_1);
    }
}
