package dev.polylogue.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.SseReader.Event;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChunkStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        api = server.api();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSendThatAcceptsAStreamIsAnsweredByTheStream() {
        try (SseReader stream = sendForStream(Models.QUICK)) {
            List<Event> events = stream.rest();

            assertThat(stream.status()).isEqualTo(200);
            assertThat(header(stream, "content-type")).startsWith("text/event-stream");
            assertThat(header(stream, "x-vercel-ai-ui-message-stream")).isEqualTo("v1");
            assertThat(header(stream, "x-accel-buffering")).isEqualTo("no");
            assertThat(header(stream, "cache-control")).contains("no-cache");
            assertThat(header(stream, "x-generation-id")).hasSize(36);
            Event start = events.getFirst();
            assertThat(start.type()).isEqualTo("start");
            assertThat(start.json().path("messageId").asString()).hasSize(36);
            assertThat(events.getLast().data()).isEqualTo("[DONE]");
            assertThat(events.get(events.size() - 2).type()).isEqualTo("finish");
            List<String> offsets = events.subList(0, events.size() - 1).stream()
                    .map(event -> String.valueOf(event.id()))
                    .toList();
            assertThat(offsets)
                    .isEqualTo(IntStream.range(0, offsets.size())
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void whoeverJoinsAtAnOffsetReadsTheSameRest() {
        Answer sent = api.send(api.conversation(Models.QUICK), "Hello");
        String path = "/api/generations/" + sent.field("generationId") + "/chunks";

        List<Event> whole = api.stream(path).rest();
        List<Event> fromThree = api.stream(path + "?offset=3").rest();
        List<Event> afterThree = api.with("Last-Event-ID", "3").stream(path).rest();

        assertThat(fromThree).isEqualTo(whole.subList(3, whole.size()));
        assertThat(afterThree).isEqualTo(whole.subList(4, whole.size()));
    }

    @Test
    void hangingUpOnASendStopsItAndKeepsTheText() throws InterruptedException {
        SseReader stream = sendForStream(Models.STEADY);
        stream.await(event -> event.type().equals("text-delta"));
        String generation = header(stream, "x-generation-id");
        stream.close();

        server.upstream().awaitRequests(1, PATIENCE).getFirst().awaitClientLeft(PATIENCE);

        Answer end = api.post("/api/generations/" + generation + "/stop");
        assertThat(end.field("stopCause")).isEqualTo("LEFT_PAGE");
        assertThat(end.json().path("savedCharacters").asLong()).isPositive();
    }

    @Test
    void hangingUpIsNoticedThoughTheModelIsSilent() throws InterruptedException {
        SseReader stream = sendForStream(Models.SILENT);
        var request = server.upstream().awaitRequests(1, PATIENCE).getFirst();
        stream.close();

        request.awaitClientLeft(Duration.ofSeconds(5));

        Answer end = api.post("/api/generations/" + header(stream, "x-generation-id") + "/stop");
        assertThat(end.field("stopCause")).isEqualTo("LEFT_PAGE");
    }

    @Test
    void hangingUpOnALookStopsNothing() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "Go on");
        SseReader first = api.stream("/api/generations/" + sent.field("generationId") + "/chunks");
        first.await(event -> event.type().equals("text-delta"));
        first.close();

        try (SseReader second = api.stream("/api/generations/" + sent.field("generationId") + "/chunks?offset=50")) {
            second.await(event -> event.type().equals("text-delta"));
        }
        assertThat(api.get("/api/generations").body()).contains(sent.field("generationId"));
    }

    @Test
    void afterARestartTheLogIsGoneAndTheMessageIsThere() {
        String conversation = api.conversation(Models.QUICK);
        Answer sent = api.send(conversation, "Hello");
        String path = "/api/generations/" + sent.field("generationId") + "/chunks";
        api.stream(path).rest();
        server.close();
        server = TestServer.start(folder);

        Answer gone = server.api().get(path);

        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.field("code")).isEqualTo("log-gone");
        assertThat(server.api().get("/api/conversations/" + conversation).body())
                .contains("\"complete\"");
    }

    @Test
    void anOffsetThatIsNoneIsABadRequest() {
        Answer sent = api.send(api.conversation(Models.QUICK), "Hello");
        String path = "/api/generations/" + sent.field("generationId") + "/chunks";

        assertThat(api.get(path + "?offset=-1").field("path")).isEqualTo("offset");
        assertThat(api.get(path + "?offset=x").field("path")).isEqualTo("offset");
        assertThat(api.with("Last-Event-ID", "x").get(path).field("path")).isEqualTo("Last-Event-ID");
    }

    private SseReader sendForStream(String model) {
        return api.with("Accept", "text/event-stream").stream(
                "POST",
                "/api/conversations/" + Api.newId() + "/messages",
                "{\"text\":\"Hello\",\"model\":\"" + Models.id(model) + "\"}");
    }

    private static String header(SseReader stream, String name) {
        return stream.headers().firstValue(name).orElse("");
    }
}
