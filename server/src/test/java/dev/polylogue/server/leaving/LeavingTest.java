package dev.polylogue.server.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.SseReader.Event;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeavingTest {

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, "--polylogue.chat.left-after=500ms");
        api = server.api();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatABrowsersPagesStartedStopsWhenItIsGoneAndStaysGone() {
        SseReader events = api.stream("/api/events?browser=b1");
        events.await("snapshot");
        Answer mine = api.with("X-Page-Id", "b1.p1").send(api.conversation(Models.STEADY), "Mine");
        Answer other = api.with("X-Page-Id", "b2.p1").send(api.conversation(Models.STEADY), "Another browser's");
        Answer script = api.send(api.conversation(Models.STEADY), "A script's");
        SseReader chunks = chunks(mine);
        events.close();

        List<Event> rest = chunks.rest();

        assertThat(rest.get(rest.size() - 2).json().path("reason").asString()).isEqualTo("LEFT_PAGE");
        assertThat(api.get("/api/generations").body())
                .contains(other.field("generationId"), script.field("generationId"));
    }

    @Test
    void aBrowserThatComesBackInTimeLosesNothing() {
        SseReader first = api.stream("/api/events?browser=b1");
        first.await("snapshot");
        Answer sent = api.with("X-Page-Id", "b1.p1").send(api.conversation(Models.STEADY), "Mine");
        first.close();
        try (SseReader second = api.stream("/api/events?browser=b1");
                SseReader chunks = chunks(sent)) {
            second.await("snapshot");
            // 50 words a second: the hundredth is far behind the moment at which it would have been stopped.
            chunks.await(event -> "100".equals(event.id()));
        }
        assertThat(api.get("/api/generations").body()).contains(sent.field("generationId"));
    }

    @Test
    void whoeverWantsItsAnswersGoOnWithoutThem() {
        api.patch("/api/settings", "{\"onLeave\":\"continue\"}");
        SseReader events = api.stream("/api/events?browser=b1");
        events.await("snapshot");
        Answer sent = api.with("X-Page-Id", "b1.p1").send(api.conversation(Models.STEADY), "Mine");
        events.close();

        try (SseReader chunks = chunks(sent)) {
            chunks.await(event -> "100".equals(event.id()));
        }

        assertThat(api.get("/api/generations").body()).contains(sent.field("generationId"));
    }

    private SseReader chunks(Answer sent) {
        return api.stream("/api/generations/" + sent.field("generationId") + "/chunks");
    }
}
