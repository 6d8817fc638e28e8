package dev.polylogue.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.time.SystemTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One exchange with a server that says what the test wants. */
class ExchangeTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final UpstreamClient client = new UpstreamClient(new SystemTime());
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** A mistake of ours must end the call, not let it wait for its timeout. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nHello",
                "Connection: close\r\n\r\nHello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n"
            })
    void aListenerThatThrowsEndsTheExchange(String rest) throws IOException {
        Told told = begin(server.getLocalPort(), new IllegalStateException("a mistake"));
        answer("HTTP/1.1 200 OK\r\n" + rest);

        assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLOSED_IN_BODY);
    }

    @Test
    void aBodyWithoutALengthIsWholeWhenTheServerCloses() throws IOException {
        Told told = begin(server.getLocalPort(), null);
        answer("HTTP/1.1 200 OK\r\n\r\nHello");

        assertThat(told.whole).succeedsWithin(LONG).isEqualTo("Hello");
        assertThat(told.fault).isNotDone();
    }

    @Test
    void oneThatBeginsAfterTheClientWasClosedIsTold() {
        client.close();

        Told told = begin(server.getLocalPort(), null);

        assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLIENT_CLOSED);
    }

    @Test
    void oneThatIsClosedAfterTheClientWasClosedIsClosedAlready() {
        Exchange exchange = client.exchange(ask(server.getLocalPort()), new Told(null));
        client.close();

        exchange.close();

        assertThat(exchange.isClosed()).isTrue();
    }

    private Told begin(int port, @Nullable RuntimeException mistake) {
        var told = new Told(mistake);
        client.exchange(ask(port), told).begin();
        return told;
    }

    private static HttpAsk ask(int port) {
        return new HttpAsk(
                "GET",
                URI.create("http://127.0.0.1:" + port + "/"),
                Map.of(),
                new byte[0],
                new Timeouts(LONG.multipliedBy(3), LONG.multipliedBy(3), LONG.multipliedBy(3)));
    }

    private void answer(String response) throws IOException {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        }
    }

    /** Keeps what it is told; throws at the first bytes where it has a mistake to make. */
    private static final class Told implements ExchangeListener {

        private final @Nullable RuntimeException mistake;
        private final StringBuilder body = new StringBuilder();
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final CompletableFuture<Fault> fault = new CompletableFuture<>();

        Told(@Nullable RuntimeException mistake) {
            this.mistake = mistake;
        }

        @Override
        public void head(ResponseHead head) {}

        @Override
        public void bytes(byte[] bytes, int offset, int length) {
            if (mistake != null) {
                throw mistake;
            }
            body.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void ended() {
            whole.complete(body.toString());
        }

        @Override
        public void failed(Fault broken) {
            fault.complete(broken);
        }
    }
}
