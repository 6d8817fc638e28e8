package dev.polylogue.server.aisdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.RawHttp;
import dev.polylogue.server.testing.SocketReader;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the stock client does not try over its WebSocket; {@link AiSdkClientTest} has what it does. */
final class ChatSocketTest {

    private static final String PATH = "/api/ai-sdk/ws";
    private static final int CONNECTIONS = 8;
    private static final int ANSWERS = 30;

    /** More than sockets hold, and for longer than a client may take nothing. */
    private static final String ENDLESS = "rate-5000-length-500000";

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = TestServer.start(
                folder,
                "--polylogue.limits.event-connections=" + CONNECTIONS,
                "--polylogue.limits.answers-per-minute=" + ANSWERS,
                "--polylogue.providers.sim.models=" + ENDLESS);
        api = server.api();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SocketReader open(String... headers) {
        return SocketReader.open(server.address() + PATH, headers);
    }

    private static String send(String requestId, String chat, String model) {
        return "{\"type\":\"send\",\"requestId\":\"" + requestId + "\",\"id\":\"" + chat + "\",\"trigger\":"
                + "\"submit-message\",\"headers\":{},\"body\":{\"model\":\"" + Models.id(model)
                + "\"},\"messages\":[{\"id\":\"m-" + chat + "\",\"role\":\"user\",\"parts\":[{\"type\":\"text\","
                + "\"text\":\"Hello\"}]}]}";
    }

    private static String resume(String requestId, String chat, String lastSequence) {
        return "{\"type\":\"resume\",\"requestId\":\"" + requestId + "\",\"id\":\"" + chat + "\",\"headers\":{},"
                + "\"body\":{}" + lastSequence + "}";
    }

    private static String abort(String requestId) {
        return "{\"type\":\"abort\",\"requestId\":\"" + requestId + "\"}";
    }

    private boolean isIdle() {
        return api.get("/api/generations").json().isEmpty();
    }

    private String upgrade(String... headers) throws IOException {
        return new RawHttp(server.port()).send(handshake(headers));
    }

    private static String handshake(String... headers) {
        return "GET " + PATH + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }

    @Test
    void whoeverMayNotAskIsRefusedBeforeTheUpgrade() throws IOException {
        String host = "Host: 127.0.0.1:" + server.port();
        assertThat(upgrade(host, "Origin: http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(upgrade(host, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
        assertThat(upgrade("Host: evil.example")).startsWith("HTTP/1.1 403");
        assertThat(upgrade(host, "Authorization: Bearer pk-wrong")).startsWith("HTTP/1.1 401");
        assertThat(api.get(PATH).status()).isEqualTo(400);
        open("Origin", server.address()).close();
    }

    @Test
    void aPersonHasOnlySoManyConnections() {
        List<SocketReader> sockets = new ArrayList<>();
        for (int at = 0; at < CONNECTIONS; at++) {
            sockets.add(open());
        }
        assertThatThrownBy(this::open).hasStackTraceContaining("429");
        sockets.forEach(SocketReader::close);
        Await.until("a place is free", SOON, this::canOpen);
    }

    private boolean canOpen() {
        try (SocketReader _ = open()) {
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    @Test
    void chunksAreNumberedWithoutAGapAndResumedBehindTheLast() {
        try (SocketReader socket = open()) {
            socket.say(send("r1", "c1", Models.STEADY));
            for (int sequence = 0; sequence < 20; sequence++) {
                JsonNode chunk = socket.next("chunk", "r1");
                assertThat(chunk.path("sequence").asInt()).isEqualTo(sequence);
            }
        }
        try (SocketReader socket = open()) {
            socket.say(resume("r2", "c1", ",\"lastSequence\":9"));
            assertThat(socket.next().path("type").asString()).isEqualTo("start");
            assertThat(socket.next("chunk", "r2").path("sequence").asInt()).isEqualTo(10);
            socket.say(resume("r3", "c1", ""));
            JsonNode first = socket.next("chunk", "r3");
            assertThat(first.path("sequence").asInt()).isZero();
            assertThat(first.path("chunk").path("type").asString()).isEqualTo("start");
            socket.say(abort("r3"));
            JsonNode last = socket.next("chunk", "r2");
            while (!"finish".equals(last.path("chunk").path("type").asString())) {
                last = socket.next("chunk", "r2");
            }
            assertThat(last.path("chunk").path("finishReason").asString()).isEqualTo("interrupted");
            assertThat(socket.next().path("type").asString()).isEqualTo("end");
        }
        Await.until("the answer is stopped", SOON, this::isIdle);
    }

    @Test
    void anAbortThatComesAtOnceStopsWhatHasJustBegun() {
        try (SocketReader socket = open()) {
            for (int at = 0; at < 20; at++) {
                socket.say(send("r" + at, "c" + at, Models.SILENT));
                socket.say(abort("r" + at));
            }
            socket.say(resume("last", "none", ""));
            socket.next("no-active", "last");
            Await.until(
                    "all have begun",
                    SOON,
                    () -> api.get("/api/conversations").json().path("items").size() == 20);
            Await.until("all are stopped", SOON, this::isIdle);
        }
    }

    @Test
    void aLostConnectionStopsNothingAndAnAbortOfAnotherRequestNeither() {
        try (SocketReader socket = open()) {
            socket.say(send("r1", "c1", Models.STEADY));
            socket.next("chunk", "r1");
        }
        try (SocketReader socket = open()) {
            socket.say(abort("r1"));
            socket.say(resume("r2", "c1", ""));
            assertThat(socket.next().path("type").asString()).isEqualTo("start");
            socket.say(abort("r2"));
            Await.until("the answer is stopped", SOON, this::isIdle);
        }
    }

    @Test
    void whatIsNoRequestEndsTheConnectionAndWhatIsRefusedOnlyTheRequest() {
        for (String wrong :
                new String[] {"no json", "[]", "{}", "{\"type\":\"send\"}", "{\"type\":\"x\",\"requestId\":\"r\"}"}) {
            try (SocketReader socket = open()) {
                socket.say(wrong);
                assertThat(socket.awaitClosed()).isEqualTo(1008);
            }
        }
        try (SocketReader socket = open()) {
            socket.say("{\"type\":\"send\",\"requestId\":\"r\",\"id\":\"c\",\"messages\":[]}");
            JsonNode refused = socket.next("error", "r");
            assertThat(refused.path("code").asString()).isEqualTo("bad-request");
            socket.say(send("r", "c", Models.QUICK));
            socket.next("end", "r");
            socket.say(send("s", "c2", Models.STEADY));
            socket.next("chunk", "s");
            socket.say(resume("r", "c2", ",\"lastSequence\":-7"));
            assertThat(socket.next("error", "r").path("code").asString()).isEqualTo("bad-request");
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() {
        try (SocketReader socket = open()) {
            String part = "x".repeat(8 * 1024 * 1024);
            for (int sent = 0; sent < 6 && !socket.isClosed(); sent++) {
                socket.sayPart(part);
            }
            assertThat(socket.awaitClosed()).isEqualTo(1009);
        }
    }

    @Test
    void aClientThatTakesNothingKeepsNobodyWaitingAndIsCut() throws IOException {
        List<SocketReader> others = new ArrayList<>();
        try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            stuck.getOutputStream()
                    .write(handshake("Host: 127.0.0.1:" + server.port()).getBytes(UTF_8));
            stuck.getOutputStream().write(frame(send("r1", "c1", ENDLESS)));
            while (others.size() < CONNECTIONS - 1) {
                others.add(open());
            }
            others.getFirst().say(send("r2", "c2", Models.QUICK));
            others.getFirst().next("end", "r2");
            Await.until("it is cut", Duration.ofSeconds(60), this::canOpen);
            assertThat(api.get("/api/generations").json()).hasSize(1);
        } finally {
            others.forEach(SocketReader::close);
        }
    }

    /** A message in one frame; its mask is of zeros. */
    private static byte[] frame(String message) {
        byte[] bytes = message.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | 126))
                .putShort((short) bytes.length)
                .putInt(0)
                .put(bytes)
                .array();
    }

    @Test
    void moreAnswersThanAPersonMayAskForAreRefused() {
        try (SocketReader socket = open()) {
            for (int at = 0; at < ANSWERS; at++) {
                socket.say(send("r" + at, "c" + at, Models.QUICK));
                socket.next("end", "r" + at);
            }
            socket.say(send("r", "c", Models.QUICK));
            assertThat(socket.next("error", "r").path("code").asString()).isEqualTo("rate-limited");
        }
    }

    @Test
    void aTokenThatIsTakenBackOpensNothingMore() {
        JsonNode token = api.post("/api/tokens", "{\"name\":\"front end\"}").json();
        try (SocketReader socket =
                open("Authorization", "Bearer " + token.path("token").asString())) {
            socket.say(send("r1", "c1", Models.QUICK));
            socket.next("end", "r1");
            assertThat(api.delete("/api/tokens/" + token.path("id").asString()).status())
                    .isEqualTo(204);
            socket.say(send("r2", "c2", Models.QUICK));
            assertThat(socket.next("error", "r2").path("code").asString()).isEqualTo("unauthorized");
        }
    }

    @Test
    void whenTheServerGoesTheConnectionSaysSo() {
        try (SocketReader socket = open()) {
            socket.say(send("r1", "c1", Models.STEADY));
            socket.next("chunk", "r1");
            server.close();
            assertThat(socket.awaitClosed()).isEqualTo(1001);
        }
    }
}
