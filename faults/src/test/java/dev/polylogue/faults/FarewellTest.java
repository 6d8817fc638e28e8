package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 13,
        fault = "SIGTERM during 50 streams",
        holds = "followers get reconnect with their cursor, partial answers are stored, exit within 10 s; "
                + "after the restart the answers can go on; 0 lost")
final class FarewellTest {

    private static final int STREAMS = 50;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aServerThatIsAskedToEndSaysSoAndLosesNothing(@TempDir Path data, Measured measured) throws Exception {
        Duration took;
        try (Stage stage = Stage.open(data)) {
            FeedFollower feed = stage.followAll(stage.server().port(), "browser", false);
            List<Accepted> streaming = stage.begin("rate-20-length-2000-marked-yes", STREAMS);
            for (Accepted accepted : streaming) {
                stage.call(accepted, 1).awaitTokensSent(10, SOON);
                stage.follow(accepted, 0, stage.server().port(), "chunks", false);
            }
            long begin = System.nanoTime();
            stage.server().signal("TERM");
            int exit = stage.server().awaitEnd(SOON);
            took = Duration.ofNanos(System.nanoTime() - begin);
            // What a Java program answers that ends because of SIGTERM: 128 + 15.
            assertThat(exit).isEqualTo(143);
            Await.until("the farewell is told", SOON, () -> feed.farewells() == 1);
            assertThat(feed.lastId()).as("cursor of the farewell").isNotNull();
            for (Accepted accepted : streaming) {
                stage.call(accepted, 1).awaitClientLeft(SOON);
            }

            stage.restart();
            stage.look();
            Checker.atRest().judge(stage.history());
            for (Accepted accepted : streaming) {
                Message answer = stage.answer(accepted);
                assertThat(answer.status()).isIn(MessageStatus.STOPPED, MessageStatus.INTERRUPTED);
                assertThat(answer.text()).isNotEmpty();
            }
            goOn(stage, streaming.getFirst());
        }
        measured.figure("exit after", took.toMillis() + " ms");
        measured.figure("lost", 0);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private static void goOn(Stage stage, Accepted before) throws Exception {
        String kept = stage.answer(before).text();
        Accepted more = stage.goOn(before);
        stage.call(more, 2).awaitTokensSent(5, SOON);
        assertThat(stage.stop(more).field("state")).isEqualTo("stopped");
        assertThat(stage.answer(more).text()).startsWith(kept).hasSizeGreaterThan(kept.length());
        stage.look();
        Checker.atRest().judge(stage.history());
    }
}
