package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 9,
        fault = "store locked by another process, for 3 s and for 30 s",
        holds = "streaming goes on from memory; sends wait up to 5 s each, then 503; checkpoints catch up within 1 s; "
                + "0 tokens lost to readers")
final class LockedStoreTest {

    private static final int STREAMS = Scale.of(5, 50);
    private static final int SENDS = 20;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(Scale.isFull() ? 1 : 10);

    /** Five seconds, and what a machine that does much else needs to say so. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(Scale.isFull() ? 6_000 : 12_000);

    @Test
    void aShortLockIsOnlyWaitedFor(@TempDir Path data, Measured measured) throws Exception {
        try (Stage stage = Stage.open(data)) {
            List<Accepted> streaming = streams(stage, "rate-20-length-150-marked-yes");
            List<Sent> sends;
            try (Lock lock = Lock.take(data)) {
                long began = System.nanoTime();
                Thread.ofVirtual().start(() -> {
                    awaitSince(began, 3);
                    lock.release();
                });
                sends = Together.all(SENDS, _ -> send(stage));
            }
            assertThat(sends).allSatisfy(sent -> assertThat(sent.status()).isEqualTo(202));
            judge(stage, streaming);
            measured.figure("sends that waited for a lock of 3 s", sends.size());
        }
    }

    @Test
    void aLongLockRefusesEachSendAfterItsOwnFiveSecondsWhileAnswersStream(@TempDir Path data, Measured measured)
            throws Exception {
        int seconds = Scale.of(8, 30);
        try (Stage stage = Stage.open(data)) {
            List<Accepted> streaming = streams(stage, "rate-20-length-" + (seconds + 8) * 20 + "-marked-yes");
            List<Sent> sends;
            Duration behind;
            try (Lock lock = Lock.take(data)) {
                long began = System.nanoTime();
                long stored = lock.bytes();
                sends = Together.all(SENDS, _ -> send(stage));
                assertThat(stage.api()
                                .get("/api/conversations/"
                                        + streaming.getFirst().conversation())
                                .status())
                        .isEqualTo(200);
                awaitSince(began, seconds);
                assertThat(lock.bytes()).isEqualTo(stored);
                lock.release();
                long released = System.nanoTime();
                Await.until("the checkpoints have caught up", CAUGHT_UP, () -> lock.bytes() > stored);
                behind = Duration.ofNanos(System.nanoTime() - released);
            }
            Duration longest =
                    sends.stream().map(Sent::took).max(Duration::compareTo).orElseThrow();
            assertThat(sends).allSatisfy(sent -> assertThat(sent.status()).isEqualTo(503));
            assertThat(longest).isLessThan(LONGEST_WAIT);
            judge(stage, streaming);
            measured.figure(SENDS + " sends refused after at most", longest.toMillis() + " ms");
            measured.figure("checkpoints caught up after", behind.toMillis() + " ms");
            measured.figure("tokens lost to readers", 0);
        }
    }

    private static List<Accepted> streams(Stage stage, String model) throws Exception {
        stage.followAll(stage.server().port(), "browser", true);
        List<Accepted> streaming = stage.begin(model, STREAMS);
        for (Accepted accepted : streaming) {
            stage.follow(accepted, 0, "chunks");
            stage.call(accepted, 1).awaitTokensSent(10, SOON);
        }
        return streaming;
    }

    private static void judge(Stage stage, List<Accepted> streaming) throws Exception {
        for (Accepted accepted : streaming) {
            Await.until("an answer is complete", SOON, () -> isComplete(stage, accepted));
        }
        stage.look();
        Checker.atRest().judge(stage.history());
    }

    private static void awaitSince(long began, int seconds) {
        Await.until(
                seconds + " s are over",
                SOON,
                () -> System.nanoTime() - began > Duration.ofSeconds(seconds).toNanos());
    }

    private static boolean isComplete(Stage stage, Accepted accepted) {
        try {
            return stage.answer(accepted).status() == MessageStatus.COMPLETE;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** How a send went. */
    private record Sent(int status, Duration took) {}

    private static Sent send(Stage stage) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Api.Answer answer = stage.api()
                .post(
                        "/api/conversations/" + UUID.randomUUID() + "/messages",
                        Map.of("text", "hello", "model", "local/length-3"));
        return new Sent(answer.status(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** This process holds the database of the server's; it can still be read. */
    private record Lock(Connection connection, DatabaseFile file) implements AutoCloseable {

        static Lock take(Path data) throws SQLException {
            var file = new DatabaseFile(data);
            Connection connection = file.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 5000");
                statement.execute("begin exclusive");
            }
            return new Lock(connection, file);
        }

        void release() {
            try (Statement statement = connection.createStatement()) {
                statement.execute("rollback");
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }

        /** How many bytes of answers are stored. */
        long bytes() {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select (select coalesce(sum(length(chunks)), 0) from message_delta)
                              + (select coalesce(sum(length(tails)), 0) from checkpoint)
                            """)) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
