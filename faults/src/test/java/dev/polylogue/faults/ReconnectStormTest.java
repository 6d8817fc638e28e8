package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 11,
        fault = "1,000 followers come back at once",
        holds = "all live within 5 s; at most 1 read of the store for each; the others' p99 is told")
final class ReconnectStormTest {

    private static final int FOLLOWERS = Scale.of(200, 1000);
    private static final int STREAMS = 5;
    private static final int PER_SECOND = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aThousandFollowersAtOnceAreAllServed(@TempDir Path data, Measured measured) throws Exception {
        try (Stage stage = Stage.open(data)) {
            for (int i = 0; i < 3; i++) {
                stage.followAll(stage.server().port(), "steady " + i, true).awaitLive(SOON);
            }
            List<Accepted> streaming = stage.begin("rate-" + PER_SECOND + "-length-100000-marked-yes", STREAMS);
            UpstreamRequest clock = stage.call(streaming.getFirst(), 1);
            clock.awaitTokensSent(3 * PER_SECOND, SOON);
            stage.server().jcmd("JFR.start", "name=storm");
            long begin = System.nanoTime();
            List<FeedFollower> storm =
                    Together.all(FOLLOWERS, i -> stage.followAll(stage.server().port(), "storm " + i, false));
            for (FeedFollower follower : storm) {
                Await.until("a follower has its snapshot", SOON, () -> follower.snapshots() > 0);
            }
            Duration live = Duration.ofNanos(System.nanoTime() - begin);
            // One read that must be found, so that a recording that sees nothing is not taken for a store that rests.
            stage.answer(streaming.getFirst());
            long reads = storeReads(stage, data.resolve("storm.jfr"));
            clock.awaitTokensSent(clock.tokensSent() + PER_SECOND, SOON);
            Latency beside = Latency.of(stage, streaming, "steady", begin, begin + live.toNanos());
            Latency before = Latency.of(stage, streaming, "steady", clock.arrivedNanos(), begin);
            for (FeedFollower follower : storm) {
                follower.close();
            }
            stage.api().post("/api/generations/stop", Map.of("all", true));
            stage.look();
            Checker.atRest().judge(stage.history());
            measured.figure(FOLLOWERS + " live after", live.toMillis() + " ms");
            measured.figure("reads of the store", reads - 1);
            measured.figure("others before", before);
            measured.figure("others meanwhile", beside);
            assertThat(live).isLessThan(Scale.isFull() ? Duration.ofSeconds(5) : SOON);
            assertThat(reads).isBetween(1L, FOLLOWERS + 1L);
        }
    }

    private static long storeReads(Stage stage, Path file) throws IOException, InterruptedException {
        stage.server().jcmd("JFR.stop", "name=storm", "filename=" + file);
        long reads = 0;
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                boolean isAccess = event.getEventType().getName().equals("dev.polylogue.StoreAccess");
                reads += isAccess && event.getString("kind").equals("read") ? 1 : 0;
            }
        }
        return reads;
    }
}
