package dev.polylogue.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FaultProxyTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private ServerSocket echo;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = FaultProxy.to(echo.getLocalPort());
        client = connect();
        // The proxy takes it on a thread of its own: what a test says afterwards must not concern it any more.
        assertEchoed(client);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException cut) {
                        // What most of these tests are about.
                    }
                });
            } catch (IOException closed) {
                // The end of the test.
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private void assertEchoed(Socket socket) throws IOException {
        socket.getOutputStream().write(HELLO);
        assertThat(socket.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
    }

    @Test
    void inGoodWeatherEveryByteIsCarriedAndTheEndToo() throws IOException {
        assertEchoed(client);
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        Await.until("no connection", SOON, () -> proxy.connections() == 0);
    }

    @Test
    void aResetCutsBothSidesAndTheNextConnectionIsWell() throws IOException {
        assertEchoed(client);
        proxy.cut(Cut.How.RESET);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        try (Socket next = connect()) {
            assertEchoed(next);
        }
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    @Test
    void aPlannedCutFallsBehindItsByte() throws IOException {
        proxy.plan(() -> new Cut(3, Cut.How.CLOSE));
        try (Socket planned = connect()) {
            planned.getOutputStream().write(HELLO);
            assertThat(planned.getInputStream().readAllBytes()).isEqualTo("hel".getBytes(StandardCharsets.US_ASCII));
        }
        assertEchoed(client);
    }

    @Test
    void aSilenceHoldsBytesBackAndLosesNone() throws IOException {
        assertEchoed(client);
        proxy.silence();
        client.getOutputStream().write(HELLO);
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout((int) SOON.toMillis());
        proxy.resume();
        assertThat(client.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
    }

    @Test
    void whatIsDownRefusesUntilItIsUpAgain() throws IOException {
        proxy.down(Cut.How.CLOSE);
        try (Socket refused = connect()) {
            assertThatThrownBy(() -> {
                        refused.getOutputStream().write(HELLO);
                        throw new IOException("read " + refused.getInputStream().read());
                    })
                    .isInstanceOf(IOException.class);
        }
        proxy.resume();
        try (Socket next = connect()) {
            assertEchoed(next);
        }
    }

    @Test
    void aThrottledConnectionTakesItsTime() throws IOException {
        proxy.throttle(50);
        long begin = System.nanoTime();
        assertEchoed(client);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void newConnectionsGoToTheNewTarget() throws IOException {
        try (var other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            proxy.target(other.getLocalPort());
            try (Socket next = connect();
                    Socket taken = other.accept()) {
                next.getOutputStream().write(HELLO);
                assertThat(taken.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
            }
        }
    }
}
