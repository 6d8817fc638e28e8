package dev.polylogue.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.tools.guard.AddressGuard;
import dev.polylogue.tools.testing.FakeCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchStopTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final WebRequests requests = new WebRequests();

    @AfterEach
    void close() {
        requests.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nfirst words",
            })
    void anInterruptClosesTheConnectionInEveryPhase(String begun) throws IOException, InterruptedException {
        var guard = new AddressGuard(_ -> List.of(), InetAddress::isLoopbackAddress);
        var tool = new FetchUrl(new FakeTime(), guard, requests);
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            listener.setSoTimeout(PATIENCE_MILLIS);
            var interrupted = new CountDownLatch(1);
            var call = FakeCall.with("{\"url\": \"http://127.0.0.1:" + listener.getLocalPort() + "/\"}");
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    tool.run(call);
                } catch (InterruptedException stopped) {
                    interrupted.countDown();
                }
            });
            try (Socket connection = listener.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                readRequest(connection.getInputStream());
                connection.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                caller.interrupt();

                assertThat(connection.getInputStream().read()).isEqualTo(-1);
                assertThat(interrupted.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                        .isTrue();
            }
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerCanBeLeft() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var guard = new AddressGuard(
                _ -> {
                    asked.countDown();
                    awaitQuietly(never);
                    return List.of();
                },
                InetAddress::isLoopbackAddress);
        var interrupted = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                new FetchUrl(new FakeTime(), guard, requests).run(FakeCall.with("{\"url\": \"http://slow.test/\"}"));
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
        });
        assertThat(asked.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        caller.interrupt();

        assertThat(interrupted.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
    }
}
