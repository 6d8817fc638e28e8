package dev.polylogue.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What tests of exchanges ask, and what their servers say. */
final class Exchanges {

    static final Duration LONG = Duration.ofSeconds(20);
    static final byte[] NO_BODY = {};

    /** The field by which a server says that it closes the connection behind its response. */
    static final String CLOSES = "Connection: close\r\n";

    private Exchanges() {}

    static HttpAsk ask(int port, byte[] body) {
        return new HttpAsk(
                "POST",
                URI.create("http://127.0.0.1:" + port + "/"),
                Map.of(),
                body,
                new Timeouts(LONG.multipliedBy(3), LONG.multipliedBy(3), LONG.multipliedBy(3)));
    }

    /** The head and the first chunk of a body, and waits until it is told. */
    static void sayHello(OutputStream out, Told told) throws IOException {
        sayHello(out, told, "");
    }

    static void sayHello(OutputStream out, Told told, String fields) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n");
        assertThat(told.first).succeedsWithin(LONG);
    }

    static void write(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.UTF_8));
    }
}
