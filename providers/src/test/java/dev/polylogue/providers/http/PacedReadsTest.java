package dev.polylogue.providers.http;

import static dev.polylogue.providers.http.Exchanges.CLOSES;
import static dev.polylogue.providers.http.Exchanges.LONG;
import static dev.polylogue.providers.http.Exchanges.NO_BODY;
import static dev.polylogue.providers.http.Exchanges.ask;
import static dev.polylogue.providers.http.Exchanges.sayHello;
import static dev.polylogue.providers.http.Exchanges.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.testkit.Await;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges whose listener may wait, where sockets are waited for by epoll. */
class PacedReadsTest {

    private final UpstreamClient client = new UpstreamClient(new SystemTime());
    private ServerSocket server;

    @BeforeAll
    static void needsEpoll() {
        assumeThat(Epoll.isAvailable()).isTrue();
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

    /** Where the server closes behind its response, and all may wait: a window is over, then it is told. */
    @Test
    void whatMayWaitIsToldInWindows() throws IOException {
        var windows = new AtomicInteger();
        client.aroundWindows(() -> {}, windows::incrementAndGet);
        Told told = begin(client);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told, CLOSES);
            write(out, "7\r\n, world\r\n");
            told.await("Hello, world");
            Await.until("the window is over", LONG, () -> windows.get() > 0);

            told.isPatient = false;
            write(out, "1\r\n!\r\n");
            told.await("Hello, world!");
            write(out, "0\r\n\r\n");
            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("Hello, world!");
        }
    }

    /** Nothing tells the end of such a response but its last chunk, which must not wait. */
    @Test
    void aServerThatDoesNotCloseIsReadAtOnce() throws IOException {
        client.aroundWindows(() -> {}, () -> {
            throw new AssertionError("a window");
        });
        Told told = begin(client);
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            sayHello(out, told);
            write(out, "7\r\n, world\r\n0\r\n\r\n");

            assertThat(told.whole).succeedsWithin(LONG).isEqualTo("Hello, world");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEndWaitsForNoWindow(boolean isWhole) throws IOException {
        try (var slow = new UpstreamClient(new SystemTime(), null, true, Duration.ofHours(1))) {
            Told told = begin(slow);
            try (Socket connection = server.accept()) {
                OutputStream out = connection.getOutputStream();
                sayHello(out, told, CLOSES);
                write(out, "7\r\n, world\r\n");
                write(out, isWhole ? "0\r\n\r\n" : "");
            }

            if (isWhole) {
                assertThat(told.whole).succeedsWithin(LONG);
            } else {
                assertThat(told.fault).succeedsWithin(LONG);
            }
            assertThat(told.body).isEqualTo("Hello, world");
        }
    }

    @Test
    void whatMayWaitIsToldThatTheClientIsClosed() throws IOException {
        Told told = begin(client);
        try (Socket connection = server.accept()) {
            sayHello(connection.getOutputStream(), told, CLOSES);
            client.close();

            assertThat(told.fault).succeedsWithin(LONG).extracting(Fault::kind).isEqualTo(Fault.Kind.CLIENT_CLOSED);
            assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    /** An exchange whose listener may wait. */
    private Told begin(UpstreamClient one) {
        Told told = new Told(null);
        told.isPatient = true;
        one.exchange(ask(server.getLocalPort(), NO_BODY), told).begin();
        return told;
    }
}
