package dev.polylogue.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Four clients give commands in random order over twenty conversations. After each the conversation is looked at. A few
 * thousand on every build; a hundred thousand with {@code -Dpolylogue.fuzz=full}. {@code -Dpolylogue.seed=N} draws the
 * same commands again; how the clients interleave is the machine's.
 */
@Timeout(10_800)
final class CommandFuzzTest {

    private static final int CLIENTS = 4;
    private static final int CONVERSATIONS = 20;
    private static final int STEPS = "full".equals(System.getProperty("polylogue.fuzz")) ? 100_000 : 2_000;
    private static final long SEED = Long.getLong("polylogue.seed", 20_261_122L);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> MODELS =
            List.of(Models.QUICK, Models.QUICK, Models.FAST, Models.STEADY, Models.BROKEN, Models.REFUSING);

    @TempDir
    private Path folder;

    @Test
    void whateverIsCommandedTheInvariantsHoldAndNothingFails() throws InterruptedException {
        try (TestServer server = TestServer.start(
                folder,
                "--polylogue.limits.requests-per-minute=1000000000",
                "--polylogue.limits.answers-per-minute=1000000000")) {
            List<String> conversations = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                conversations.add(Api.newId());
            }
            var random = new SplittableRandom(SEED);
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    var client = new Client(server.api(), random.split(), conversations);
                    all.add(clients.submit(client));
                }
                for (Future<?> one : all) {
                    await(one);
                }
            }
            Api api = server.api();
            assertThat(api.post("/api/generations/stop", "{\"all\":true}").status())
                    .isEqualTo(200);
            Await.until("nothing streams", SOON, () -> api.get("/api/generations")
                    .json()
                    .isEmpty());
            for (String id : conversations) {
                atRest(api.get("/api/conversations/" + id));
            }
        }
    }

    private static void await(Future<?> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("seed " + SEED, failure.getCause());
        }
    }

    private static void atRest(Answer details) {
        if (details.status() == 200) {
            for (JsonNode message : details.json().path("messages")) {
                assertThat(message.path("status").asString("")).isNotEqualTo("streaming");
            }
            assertThat(details.json().has("activeGenerationId")).isFalse();
        }
    }

    /** One of the four. */
    private record Client(Api api, SplittableRandom random, List<String> conversations) implements Runnable {

        @Override
        public void run() {
            for (int step = 0; step < STEPS / CLIENTS; step++) {
                String id = conversations.get(random.nextInt(conversations.size()));
                Answer details = api.get("/api/conversations/" + id);
                allow(details, 200, 404);
                command(id, details);
                holds(id);
            }
        }

        private void command(String id, Answer details) {
            String base = "/api/conversations/" + id;
            String message = message(details);
            String generation = details.status() == 200 ? details.field("activeGenerationId") : "";
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> send(base);
                case 3 ->
                    allow(
                            api.post(base + "/messages/" + message + "/edit", "{\"text\":\"Edited\"}"),
                            202,
                            404,
                            409,
                            422);
                case 4 -> allow(api.post(base + "/messages/" + message + "/regenerate", "{}"), 202, 404, 409, 422);
                case 5 -> allow(api.post(base + "/messages/" + message + "/continue", "{}"), 202, 404, 409, 422);
                case 6, 7 -> stop(generation);
                case 8 -> allow(api.delete(base + "/messages/" + message), 204, 404, 409);
                case 9 -> delete(base);
                case 10 -> allow(api.patch(base, "{\"seen\":true,\"pinned\":" + random.nextBoolean() + "}"), 200, 404);
                case 11 -> followUp(base);
                case 12 -> allow(api.post("/api/clarifications/" + Api.newId() + "/decline"), 404);
                default -> lists();
            }
        }

        private void send(String base) {
            String request = Api.newId();
            String model = Models.id(MODELS.get(random.nextInt(MODELS.size())));
            String body = "{\"requestId\":\"" + request + "\",\"text\":\"Hello\",\"model\":\"" + model + "\"}";
            Answer first = api.post(base + "/messages", body);
            allow(first, 202, 404, 409);
            if (first.status() == 202 && random.nextInt(4) == 0) {
                Answer again = api.post(base + "/messages", body);
                allow(again, 202, 404, 409);
                if (again.status() == 202) {
                    assertThat(again.field("generationId")).isEqualTo(first.field("generationId"));
                }
            }
            if (first.status() == 409) {
                assertThat(first.field("code")).isEqualTo("conversation-busy");
                assertThat(first.field("generationId")).isNotEmpty();
            }
        }

        /** Stops it twice: an end is an end. */
        private void stop(String generation) {
            if (!generation.isEmpty()) {
                Answer first = api.post("/api/generations/" + generation + "/stop");
                allow(first, 200, 404);
                Answer second = api.post("/api/generations/" + generation + "/stop");
                allow(second, 200, 404);
                if (first.status() == 200 && second.status() == 200) {
                    assertThat(second.field("state")).isEqualTo(first.field("state"));
                    assertThat(second.field("savedCharacters")).isEqualTo(first.field("savedCharacters"));
                }
            }
        }

        /** What is deleted answers 404; it may be made again, on purpose, by the same id. */
        private void delete(String base) {
            allow(api.delete(base), 204, 404);
            String id = base.substring(base.lastIndexOf('/') + 1);
            if (random.nextBoolean()) {
                allow(api.post("/api/conversations", "{\"id\":\"" + id + "\"}"), 200, 201);
            }
        }

        private void followUp(String base) {
            Answer added = api.post(base + "/follow-ups", "{\"text\":\"And then?\"}");
            allow(added, 201, 404, 409);
            if (random.nextInt(3) == 0) {
                allow(api.post(base + "/follow-ups/resume"), 202, 404);
            }
        }

        private void lists() {
            allow(api.get("/api/conversations?limit=5"), 200);
            allow(api.get("/api/generations"), 200);
        }

        private String message(Answer details) {
            if (details.status() == 200 && !details.json().path("messages").isEmpty()) {
                JsonNode messages = details.json().path("messages");
                return messages.get(random.nextInt(messages.size())).path("id").asString("");
            }
            return Api.newId();
        }

        /** One active generation at most, which is the streaming message; parents before children. */
        private void holds(String id) {
            Answer details = api.get("/api/conversations/" + id);
            allow(details, 200, 404);
            if (details.status() == 200) {
                int streaming = 0;
                List<String> seen = new ArrayList<>();
                for (JsonNode message : details.json().path("messages")) {
                    streaming += message.path("status").asString("").equals("streaming") ? 1 : 0;
                    String parent = message.path("parentId").asString("");
                    assertThat(parent.isEmpty() || seen.contains(parent))
                            .as(details.body())
                            .isTrue();
                    seen.add(message.path("id").asString(""));
                }
                assertThat(streaming).as(details.body()).isLessThanOrEqualTo(1);
                assertThat(seen).doesNotHaveDuplicates();
            }
        }

        private static void allow(Answer answer, Integer... statuses) {
            assertThat(answer.status()).as(answer.body()).isIn(Set.of(statuses));
        }
    }
}
