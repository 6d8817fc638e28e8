package dev.polylogue.server;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShutdownTest {

    @TempDir
    private Path folder;

    @Test
    void followersAreToldTheEndsAndToComeBackAndNothingIsLost() {
        TestServer server = TestServer.start(folder);
        Api api = server.api();
        String conversation = api.conversation(Models.STEADY);
        SseReader events = api.stream("/api/events?browser=b1");
        Answer sent = api.send(conversation, "Go on");
        SseReader chunks = api.stream("/api/generations/" + sent.field("generationId") + "/chunks");
        chunks.await(event -> event.type().equals("text-delta"));

        long begin = System.nanoTime();
        server.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(took).isLessThan(Duration.ofSeconds(10));
        List<Event> told = events.rest();
        assertThat(told.getLast().name()).isEqualTo("reconnect");
        assertThat(told.getLast().data()).isEqualTo("{}");
        assertThat(told.getLast().id()).isNotNull();
        assertThat(told.toString()).contains("\"abort\"", "SHUTDOWN");
        assertThat(chunks.rest().getLast().data()).isEqualTo("[DONE]");
        try (TestServer again = TestServer.start(folder)) {
            String stored =
                    again.api().get("/api/conversations/" + conversation).body();
            assertThat(stored).contains("\"stopped\"", "\"SHUTDOWN\"");
        }
    }

    @Test
    void aServerWithIdleFollowersEndsAtOnce() {
        TestServer server = TestServer.start(folder);
        SseReader events = server.api().stream("/api/events");
        events.await("snapshot");

        long begin = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(events.rest().getLast().name()).isEqualTo("reconnect");
    }
}
