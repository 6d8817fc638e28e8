package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.SmallDisk;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 8,
        fault = "disk full",
        holds = "reads and deletes go on, sends answer 503, live answers go on and end; heals within 5 s of room, "
                + "without a restart; 0 acknowledged rows lost, integrity check ok")
final class DiskFullTest {

    private static final long MIB = 1024 * 1024;
    private static final int STREAMS = Scale.of(5, 50);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration HEALED = Duration.ofSeconds(Scale.isFull() ? 5 : 20);
    private static final String WORDS = "word ".repeat(20_000);

    @Test
    void aFullDiskLosesNothingAndHealsByItself(@TempDir Path parent, Measured measured) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(parent, 100 * MIB)) {
            Path data = disk.folder().resolve("data");
            List<String> kept = new ArrayList<>();
            try (Stage stage = Stage.open(data)) {
                fill(stage, disk, data, kept, measured);
            }
            for (String conversation : kept) {
                assertThat(new DatabaseFile(data)
                                .first("select count(*) from message where role = 'user' and conversation_id = '"
                                        + conversation + "'"))
                        .isEqualTo("1");
            }
            assertThat(new DatabaseFile(data).first("pragma integrity_check")).isEqualTo("ok");
            measured.figure("acknowledged rows lost", "0 of " + kept.size());
            measured.figure("integrity check", "ok");
        }
    }

    private static void fill(Stage stage, SmallDisk disk, Path data, List<String> kept, Measured measured)
            throws Exception {
        Await.until("the reserve is whole", SOON, () -> size(data.resolve("polylogue.db.reserve")) == 64 * MIB);
        List<Accepted> streaming = stage.begin("rate-20-length-300-marked-yes", STREAMS);
        stage.followAll(stage.server().port(), "browser", true);
        for (Accepted accepted : streaming) {
            kept.add(accepted.conversation().toString());
            stage.call(accepted, 1).awaitTokensSent(5, SOON);
        }
        String gone = UUID.randomUUID().toString();
        assertThat(ask(stage, gone, WORDS).status()).isEqualTo(202);
        disk.fill(0);
        sendUntilFull(stage, kept);

        assertThat(stage.api().get("/api/conversations/" + kept.getFirst()).status())
                .isEqualTo(200);
        assertThat(stage.api().delete("/api/conversations/" + gone).status()).isEqualTo(204);
        assertThat(stage.stop(streaming.getLast()).field("state")).isEqualTo("stopped");
        for (Accepted accepted : streaming.subList(0, STREAMS - 1)) {
            Await.until("an answer ends on a full disk", SOON, () -> status(stage, accepted) == MessageStatus.COMPLETE);
        }
        measured.figure("answers that ended on the full disk", STREAMS);
        assertThat(isTaken(stage, kept)).isFalse();

        long began = System.nanoTime();
        disk.empty();
        Await.until("new messages are taken again", HEALED, () -> isTaken(stage, kept));
        measured.figure(
                "healed after", Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        stage.look();
        Checker.atAnyTime().judge(stage.history());
    }

    private static void sendUntilFull(Stage stage, List<String> kept) throws Exception {
        for (int sends = 0; sends < 1_000; sends++) {
            String conversation = UUID.randomUUID().toString();
            Api.Answer answer = ask(stage, conversation, WORDS);
            if (answer.status() != 202) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.field("code")).isEqualTo("store-unavailable");
                return;
            }
            kept.add(conversation);
        }
        throw new AssertionError("the disk did not become full");
    }

    private static Api.Answer ask(Stage stage, String conversation, String text)
            throws IOException, InterruptedException {
        return stage.api()
                .post(
                        "/api/conversations/" + conversation + "/messages",
                        Map.of("text", text, "model", "local/length-3"));
    }

    private static boolean isTaken(Stage stage, List<String> kept) {
        try {
            String conversation = UUID.randomUUID().toString();
            boolean isTaken = ask(stage, conversation, "again").status() == 202;
            if (isTaken) {
                kept.add(conversation);
            }
            return isTaken;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static MessageStatus status(Stage stage, Accepted accepted) {
        try {
            Message answer = stage.answer(accepted);
            return answer.status();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
