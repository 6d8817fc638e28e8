package dev.polylogue.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.SseReader.Event;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class EventsTest {

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
    void theFirstEventIsASnapshotOfWhatIsLive() {
        String conversation = api.conversation(Models.STEADY);
        Answer sent = api.send(conversation, "Go on");
        try (SseReader chunks = api.stream("/api/generations/" + sent.field("generationId") + "/chunks")) {
            chunks.await(event -> event.type().equals("text-delta"));
        }

        try (SseReader events = api.stream("/api/events?browser=b1")) {
            Event first = events.next().orElseThrow();

            assertThat(first.name()).isEqualTo("snapshot");
            assertThat(first.id()).matches("[0-9a-f]+\\.[0-9]+");
            JsonNode live = first.json().path("generations").get(0);
            assertThat(live.path("id").asString()).isEqualTo(sent.field("generationId"));
            assertThat(live.path("conversationId").asString()).isEqualTo(conversation);
            assertThat(live.path("messageId").asString()).isEqualTo(sent.field("assistantMessageId"));
            assertThat(live.path("state").asString()).isEqualTo("running");
            assertThat(live.path("parts").get(0).path("text").asString()).isNotEmpty();
            JsonNode next = chunksOf(events.await("chunks"), sent.field("generationId"));
            assertThat(next.path("offset").asLong())
                    .isEqualTo(live.path("offset").asLong());
        }
    }

    @Test
    void chunksOfManyConversationsComeWholeAndInOrderOverOneConnection() {
        Map<String, Long> next = new HashMap<>();
        Set<String> ended = new HashSet<>();
        try (SseReader events = api.stream("/api/events")) {
            events.await("snapshot");
            for (int count = 0; count < 5; count++) {
                Answer sent = api.send(api.conversation(Models.QUICK), "Hello");
                next.put(sent.field("generationId"), 0L);
            }
            while (ended.size() < 5) {
                for (JsonNode entry : events.await("chunks").json()) {
                    String generation = entry.path("generationId").asString();
                    assertThat(entry.path("offset").asLong()).isEqualTo(next.get(generation));
                    next.merge(generation, (long) entry.path("chunks").size(), Long::sum);
                    JsonNode last =
                            entry.path("chunks").get(entry.path("chunks").size() - 1);
                    if (last.path("type").asString().equals("finish")) {
                        ended.add(generation);
                    }
                }
            }
        }
        assertThat(ended).isEqualTo(next.keySet());
    }

    @Test
    void aFastModelsChunksAreGatheredInWindows() {
        try (SseReader events = api.stream("/api/events")) {
            events.await("snapshot");
            Answer sent = api.send(api.conversation(Models.FAST), "Fast");
            int writes = 0;
            int chunks = 0;
            boolean isEnded = false;
            while (!isEnded) {
                JsonNode entry = chunksOf(events.await("chunks"), sent.field("generationId"));
                writes++;
                chunks += entry.path("chunks").size();
                isEnded = entry.path("chunks").toString().contains("\"finish\"");
            }
            // 500 words in half a second: about 31 windows, where a write for each would be over 500.
            assertThat(chunks).isGreaterThan(500);
            assertThat(writes).isLessThan(chunks / 3);
        }
    }

    @Test
    void whoeverComesBackGoesOnBehindTheLastEvent() {
        Answer sent = api.send(api.conversation(Models.STEADY), "Go on");
        String generation = sent.field("generationId");
        String lastId;
        long nextOffset;
        try (SseReader events = api.stream("/api/events")) {
            events.await("snapshot");
            Event some = events.await("chunks");
            JsonNode entry = chunksOf(some, generation);
            lastId = String.valueOf(some.id());
            nextOffset = entry.path("offset").asLong() + entry.path("chunks").size();
        }

        try (SseReader events = api.with("Last-Event-ID", lastId).stream("/api/events")) {
            Event first = events.next().orElseThrow();
            while ("conversation".equals(first.name())) {
                // That the answer runs may be told in between.
                first = events.next().orElseThrow();
            }

            assertThat(first.name()).isEqualTo("chunks");
            assertThat(chunksOf(first, generation).path("offset").asLong()).isEqualTo(nextOffset);
        }
    }

    @Test
    void anIdOfAnotherLifeOfTheServerGetsASnapshot() {
        try (SseReader events = api.with("Last-Event-ID", "abc123.7").stream("/api/events")) {
            assertThat(events.next().orElseThrow().name()).isEqualTo("snapshot");
        }
        try (SseReader events = api.with("Last-Event-ID", "nonsense").stream("/api/events")) {
            assertThat(events.next().orElseThrow().name()).isEqualTo("snapshot");
        }
    }

    @Test
    void changesOfTheListAreTold() {
        try (SseReader events = api.stream("/api/events")) {
            events.await("snapshot");
            String conversation = api.conversation(Models.QUICK);
            JsonNode created = events.await("conversation").json();
            api.patch("/api/conversations/" + conversation, "{\"title\":\"Named\"}");
            JsonNode updated = events.await("conversation").json();
            api.delete("/api/conversations/" + conversation);
            JsonNode deleted = events.await("conversation").json();

            assertThat(created.path("change").asString()).isEqualTo("created");
            assertThat(created.path("id").asString()).isEqualTo(conversation);
            assertThat(updated.path("change").asString()).isEqualTo("updated");
            assertThat(updated.path("summary").path("title").asString()).isEqualTo("Named");
            assertThat(deleted.path("change").asString()).isEqualTo("deleted");
            assertThat(deleted.path("id").asString()).isEqualTo(conversation);
        }
    }

    @Test
    void theAnswerSaysThatItIsAStream() {
        try (SseReader events = api.stream("/api/events")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(events.headers().firstValue("x-accel-buffering")).contains("no");
            assertThat(events.headers().firstValue("cache-control").orElse("")).contains("no-cache");
        }
    }

    private static JsonNode chunksOf(Event event, String generation) {
        return event.json()
                .valueStream()
                .filter(entry -> entry.path("generationId").asString().equals(generation))
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of that generation: " + event));
    }
}
