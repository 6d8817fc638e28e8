package dev.polylogue.faults;

import dev.polylogue.faults.Api.Answer;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four clients give the commands that begin, end and remove answers in random order over twenty conversations, while two
 * browsers look on; then the judge reads what the model sent, what the browsers saw and what is stored. Two answers to one
 * prompt cannot be told apart at the model, so none is made again here. The commands with
 * every refusal that each may meet are drawn in the server's own fuzz, which looks at a conversation after each.
 */
@FaultRow(
        number = 21,
        fault = "random commands by 4 clients over 20 conversations, beside two browsers",
        holds = "invariants 2 to 7 by the judge, round by round")
final class JudgedFuzzTest {

    private static final int ROUNDS = Scale.of(1, 20);
    private static final int STEPS = Scale.of(400, 1_000);
    private static final int CLIENTS = 4;
    private static final int CONVERSATIONS = 20;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> MODELS =
            List.of("rate-200-length-5-marked-yes", "rate-100-length-40-marked-yes", "rate-20-length-200-marked-yes");

    @Test
    void whateverIsCommandedTheJudgeFindsNoViolation(@TempDir Path data, Measured measured) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(data.resolve("round" + round), new SplittableRandom(Scale.seed() + round));
        }
        measured.figure("commands", ROUNDS * STEPS);
    }

    private static void round(Path data, SplittableRandom random) throws Exception {
        try (Stage stage = Stage.open(data)) {
            stage.followAll(stage.server().port(), "one browser", true);
            stage.followAll(stage.server().port(), "another browser", true);
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                slots.add(new Slot(stage, MODELS.get(i % MODELS.size())));
            }
            List<SplittableRandom> seeds = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                seeds.add(random.split());
            }
            Together.all(CLIENTS, client -> {
                SplittableRandom own = seeds.get(client);
                for (int step = 0; step < STEPS / CLIENTS; step++) {
                    slots.get(own.nextInt(CONVERSATIONS)).command(own.nextInt(12));
                }
                return client;
            });
            stage.api().post("/api/generations/stop", Map.of("all", true));
            Await.until("nothing streams", SOON, () -> isQuiet(stage));
            stage.look();
            Checker.atRest().judge(stage.history());
        }
    }

    private static boolean isQuiet(Stage stage) {
        try {
            return stage.api().get("/api/generations").body().isEmpty();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    /** A place for a conversation: after a deletion a new one stands there. */
    private static final class Slot {

        private final Stage stage;
        private final String model;

        /** Commands race each other; only a deletion is alone here, since races of deletions are a row of their own. */
        private final ReentrantReadWriteLock deleting = new ReentrantReadWriteLock();

        private volatile String conversation;
        private volatile @Nullable Accepted last;

        Slot(Stage stage, String model) throws IOException, InterruptedException {
            this.stage = stage;
            this.model = model;
            this.conversation = stage.api().newConversation(model);
        }

        void command(int drawn) throws IOException, InterruptedException {
            if (drawn == 0) {
                delete();
                return;
            }
            deleting.readLock().lock();
            try {
                share(drawn);
            } finally {
                deleting.readLock().unlock();
            }
        }

        private void share(int drawn) throws IOException, InterruptedException {
            Accepted known = last;
            if (drawn <= 4 || known == null) {
                if (stage.send(conversation) instanceof Accepted accepted) {
                    last = accepted;
                }
            } else if (drawn <= 7) {
                stage.stop(known);
            } else if (drawn <= 9) {
                if (stage.wish(known, "continue") instanceof Accepted accepted) {
                    last = accepted;
                }
            } else if (drawn == 10) {
                expect(200, stage.api().call("PATCH", "/api/conversations/" + conversation, "{\"seen\":true}"));
            } else {
                expect(200, stage.api().get("/api/conversations/" + conversation));
            }
        }

        private void delete() throws IOException, InterruptedException {
            deleting.writeLock().lock();
            try {
                Accepted known = last;
                if (known != null) {
                    stage.delete(known);
                    conversation = stage.api().newConversation(model);
                    last = null;
                }
            } finally {
                deleting.writeLock().unlock();
            }
        }

        private static void expect(int status, Answer answer) {
            if (answer.status() != status) {
                throw new AssertionError("not " + status + ": " + answer);
            }
        }
    }
}
