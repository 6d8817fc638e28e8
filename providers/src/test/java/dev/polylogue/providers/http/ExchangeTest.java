package dev.polylogue.providers.http;

import static dev.polylogue.providers.http.Exchanges.CLOSES;
import static dev.polylogue.providers.http.Exchanges.LONG;
import static dev.polylogue.providers.http.Exchanges.NO_BODY;
import static dev.polylogue.providers.http.Exchanges.ask;
import static dev.polylogue.providers.http.Exchanges.sayHello;
import static dev.polylogue.providers.http.Exchanges.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.polylogue.engine.time.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One exchange with a server that says what the test wants, over the machine's own sockets and over the JDK's. */
@ParameterizedClass(name = "machine''s own sockets: {0}")
@ValueSource(booleans = {true, false})
class ExchangeTest {

    /** More than both ends' sockets take. */
    private static final int LARGE = 32 << 20;

    private final boolean isNative;
    private final UpstreamClient client;
    private ServerSocket server;

    ExchangeTest(boolean isNative) {
        this.isNative = isNative;
        this.client = new UpstreamClient(new SystemTime(), null, isNative, ReadWindows.LONGEST);
    }

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
    void chunksAreToldAsTheyCome() throws IOException {
        Told told = begin(server.getLocalPort(), null);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(told.head).succeedsWithin(LONG).isEqualTo(200);
            write(out, "5\r\nHello\r\n");
            assertThat(told.first).succeedsWithin(LONG).isEqualTo("Hello");
            write(out, "7\r\n, world\r\n0\r\n\r\n");

            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("Hello, world");
            assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void aListenerThatThrowsInTheMiddleOfABodyEndsTheExchange() throws IOException {
        Told told = begin(server.getLocalPort(), null);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told);
            told.mistake = new IllegalStateException("a mistake");
            write(out, "5\r\nHello\r\n");

            assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLOSED_IN_BODY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nHello\r\n", "5\r\nHello\r\nno chunk\r\n"})
    void aServerThatResetsOrIsMistakenInTheBodyIsTold(String body) throws IOException {
        Told told = begin(server.getLocalPort(), null);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told);
            write(out, body);
            connection.setSoLinger(true, 0);
        }

        assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLOSED_IN_BODY);
    }

    @Test
    void aServerThatClosesRightBehindAChunkIsTold() throws IOException {
        Told told = begin(server.getLocalPort(), null);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told);
            write(out, "5\r\nHello\r\n");
            connection.shutdownOutput();

            assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLOSED_IN_BODY);
        }
    }

    /** Of more than one read takes, the rest is there already and nothing more will come to tell of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allOfWhatComesAtOnceIsTold(boolean mayWait) throws IOException {
        Told told = new Told(null);
        told.isPatient = mayWait;
        begin(told);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told, CLOSES);
            String large = "x".repeat(1 << 20);
            write(out, "100000\r\n" + large + "\r\n0\r\n\r\n");

            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("Hello" + large);
        }
    }

    @Test
    void aRequestThatIsTooLargeForTheSocketIsSentAsTheServerReads() throws IOException {
        byte[] body = new byte[LARGE];
        new Random(7).nextBytes(body);
        Told told = begin(server.getLocalPort(), null, body);
        try (Socket connection = server.accept()) {
            InputStream in = connection.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) in.read();
            }
            assertThat(head).contains("content-length: " + LARGE);
            assertThat(in.readNBytes(LARGE)).isEqualTo(body);
            write(connection.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("OK");
        }
    }

    @Test
    void aServerMayAnswerWithoutReadingTheRequest() throws IOException {
        Told told = begin(server.getLocalPort(), null, new byte[LARGE]);
        try (Socket connection = server.accept()) {
            write(connection.getOutputStream(), "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");

            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("no");
            assertThat(told.head).isCompletedWithValue(413);
        }
    }

    /** The JDK's sockets are given up later, when their connection has taken too long. */
    @Test
    void oneThatIsClosedWhileItConnectsLeavesNoSocket() throws IOException, InterruptedException {
        assumeThat(isNative && Files.exists(Path.of("/proc/net/tcp"))).isTrue();
        List<Socket> others = new ArrayList<>();
        try {
            while (connects(others)) {
                assertThat(others).hasSizeLessThan(10);
            }
            Exchange exchange = client.exchange(ask(server.getLocalPort(), NO_BODY), new Told(null));
            exchange.begin();
            var begun = new CompletableFuture<Boolean>();
            exchange.onLoop(() -> begun.complete(true));
            assertThat(begun).succeedsWithin(LONG);
            assertThat(connecting()).isEqualTo(1);

            exchange.close();

            assertThat(exchange.awaitClosed(LONG)).isTrue();
            assertThat(connecting()).isZero();
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
    }

    /** Whether one more connection was taken by the system for a server that accepts none. */
    private boolean connects(List<Socket> others) throws IOException {
        var other = new Socket();
        others.add(other);
        try {
            other.connect(server.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException full) {
            other.close();
            return false;
        }
    }

    /** How many sockets of this machine wait for a connection with the server: proc_net_tcp(5). */
    private long connecting() throws IOException {
        String port = ":%04X 02 ".formatted(server.getLocalPort());
        long found = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            found += Files.readAllLines(Path.of(table)).stream()
                    .filter(line -> line.contains(port))
                    .count();
        }
        return found;
    }

    /** A key that was pasted with a line's end, say. */
    @Test
    void aRequestThatCannotBeWrittenOpensNoConnection() throws IOException {
        HttpAsk ask = ask(server.getLocalPort(), NO_BODY);
        Map<String, String> fields = Map.of("authorization", "Bearer key\r\nx-more: yes");
        var told = new Told(null);
        client.exchange(new HttpAsk(ask.method(), ask.uri(), fields, NO_BODY, ask.timeouts()), told)
                .begin();

        assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.NOT_SENDABLE);
        server.setSoTimeout(1);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void oneThatBeginsAfterTheClientWasClosedIsTold() {
        client.close();

        Told told = begin(server.getLocalPort(), null);

        assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLIENT_CLOSED);
    }

    @Test
    void oneThatIsClosedAfterTheClientWasClosedIsClosedAlready() {
        Exchange exchange = client.exchange(ask(server.getLocalPort(), NO_BODY), new Told(null));
        client.close();

        exchange.close();

        assertThat(exchange.isClosed()).isTrue();
    }

    private Told begin(int port, @Nullable RuntimeException mistake) {
        return begin(port, mistake, NO_BODY);
    }

    private void begin(Told told) {
        client.exchange(ask(server.getLocalPort(), NO_BODY), told).begin();
    }

    private Told begin(int port, @Nullable RuntimeException mistake, byte[] body) {
        var told = new Told(mistake);
        client.exchange(ask(port, body), told).begin();
        return told;
    }

    private void answer(String response) throws IOException {
        try (Socket connection = server.accept()) {
            write(connection.getOutputStream(), response);
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        }
    }
}
