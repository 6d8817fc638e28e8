package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.process.Heap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 4,
        fault = "readers that stop reading (zero window) beside 50 healthy ones",
        holds = "the healthy ones' p99 is unchanged within noise; the server's heap grows by at most 1 MiB for each; "
                + "a stuck one is cut after 20 s and resumes without a gap")
final class SlowReaderTest {

    private static final int HEALTHY = Scale.of(8, 50);
    private static final int STUCK = 5;
    private static final int STREAMS = Scale.of(4, 20);
    private static final int PER_SECOND = 20;
    private static final int LONG = Scale.of(60_000, 150_000);
    private static final int SAMPLES = Scale.of(40, 200);
    private static final int SMALL_BUFFER = 4096;
    private static final long MEBIBYTE = 1 << 20;
    private static final Duration CUT_AFTER = Duration.ofSeconds(Scale.of(4, 20));
    private static final Duration SOON = Duration.ofSeconds(90);

    @Test
    void whoStopsReadingCostsNobodyElseAnything(@TempDir Path data, Measured measured) throws Exception {
        try (Stage stage = Stage.open(data, "--server.tomcat.connection-timeout=" + CUT_AFTER.toSeconds() + "s")) {
            for (int i = 0; i < HEALTHY; i++) {
                stage.followAll(stage.server().port(), "healthy " + i, true).awaitLive(SOON);
            }
            List<Accepted> streaming = stage.begin("rate-" + PER_SECOND + "-length-100000-marked-yes", STREAMS);
            UpstreamRequest clock = stage.call(streaming.getFirst(), 1);
            clock.awaitTokensSent(PER_SECOND, SOON);
            Latency before = sample(stage, streaming, clock);

            Accepted large = stage.begin("length-" + LONG + "-marked-yes");
            Await.until("the long answer is over", SOON, () -> stage.call(large, 1)
                    .clientLeftNanos()
                    .isPresent());
            long heapBefore = Heap.live(stage.server());
            List<SseSocket> stuck = stick(stage, large);
            long heapStuck = Heap.live(stage.server());
            Latency beside = sample(stage, streaming, clock);
            Duration cut = awaitCut(stuck);
            resume(stage, large, stuck);
            stage.look();
            stage.api().post("/api/generations/stop", Map.of("all", true));
            stage.look();
            Checker.atRest().judge(stage.history());

            long growth = (heapStuck - heapBefore) / STUCK;
            measured.figure("healthy alone", before);
            measured.figure("beside " + STUCK + " stuck", beside);
            measured.figure("heap for each stuck one", growth / 1024 + " KiB");
            measured.figure("cut after", cut.toMillis() + " ms");
            assertThat(growth).isLessThan(MEBIBYTE);
            assertThat(beside.p99()).isLessThan(before.p99() * 2 + Scale.of(3000, 25));
        }
    }

    private static Latency sample(Stage stage, List<Accepted> streaming, UpstreamRequest clock)
            throws InterruptedException {
        long from = System.nanoTime();
        clock.awaitTokensSent(clock.tokensSent() + SAMPLES, SOON);
        long until = System.nanoTime();
        // One more second, so that the last words of the sample have come to everyone.
        clock.awaitTokensSent(clock.tokensSent() + PER_SECOND, SOON);
        return Latency.of(stage, streaming, "healthy", from, until);
    }

    /** Followers that take the head of the answer and then nothing more, until the server can write no more. */
    private static List<SseSocket> stick(Stage stage, Accepted large) throws IOException {
        List<SseSocket> stuck = new ArrayList<>();
        String path = "/api/generations/" + large.generation() + "/chunks";
        for (int i = 0; i < STUCK; i++) {
            stuck.add(SseSocket.open(stage.server().port(), path, null, SMALL_BUFFER));
        }
        for (SseSocket one : stuck) {
            Await.until("the receive buffer is full", SOON, one::hasUnread);
        }
        return stuck;
    }

    /** How long after the first could write no more the last one was cut. */
    private static Duration awaitCut(List<SseSocket> stuck) {
        long begin = stuck.getFirst().openedNanos();
        for (SseSocket one : stuck) {
            Await.until("a stuck reader is cut", CUT_AFTER.plus(SOON), one::isCut);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Reads what had come, and goes on from there with a new connection. */
    private static void resume(Stage stage, Accepted large, List<SseSocket> stuck) throws Exception {
        ViewRecorder view = stage.record().view("one that was stuck", false);
        var reader = new ChunkFollower(stage.server().port(), large, 0, view);
        reader.readOn(stuck.getFirst());
        try (reader) {
            reader.start();
            reader.awaitOver(SOON);
            assertThat(reader.next()).isGreaterThan(LONG);
        }
        for (SseSocket one : stuck) {
            one.close();
        }
    }
}
