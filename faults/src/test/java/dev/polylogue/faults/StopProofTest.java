package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.faults.Api.Answer;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 17,
        fault = "stop, in each phase, while 100 others stream",
        holds = "from POST stop to the closed upstream: median at most 5 ms, max at most 25 ms over 200 stops; "
                + "the answer comes after the end is stored and tells what was kept")
final class StopProofTest {

    private static final int OTHERS = Scale.of(20, 100);
    private static final int STOPS = Scale.of(5, 40);
    private static final String STEADY = "rate-10-length-100000-marked-yes";
    private static final String GUIDE = "polylogue/guide";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double MAX_MEDIAN = Scale.isFull() ? 5 : 500;
    private static final double MAX = Scale.isFull() ? 25 : 5000;

    /** What a generation is at when it is stopped, and how to get it there. */
    private enum Phase {
        BEFORE_HEADERS("silence-forever"),
        BEFORE_FIRST_TOKEN("length-0-end-stall"),
        MID_STREAM("rate-50-length-100000-marked-yes"),
        STALLED("length-20-end-stall-marked-yes"),
        RUSHING("rate-1000-length-100000-marked-yes");

        private final String model;

        Phase(String model) {
            this.model = model;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        void awaitReached(UpstreamRequest call) throws InterruptedException {
            switch (this) {
                case BEFORE_HEADERS -> {}
                case BEFORE_FIRST_TOKEN -> Await.until("the head is sent", SOON, () -> call.bytesSent() > 0);
                case MID_STREAM -> call.awaitTokensSent(5, SOON);
                case STALLED -> call.awaitTokensSent(20, SOON);
                case RUSHING -> call.awaitTokensSent(50, SOON);
            }
        }
    }

    @Test
    void aStopClosesTheUpstreamAtOnceInEveryPhase(@TempDir Path data, Measured measured) throws Exception {
        List<Double> all = new ArrayList<>();
        try (Stage stage = Stage.open(data)) {
            FeedFollower browser = stage.followAll(stage.server().port(), "browser", true);
            stage.begin(STEADY, OTHERS);
            for (Phase phase : Phase.values()) {
                warmUp(stage, phase);
                List<Double> took = new ArrayList<>();
                for (int i = 0; i < STOPS; i++) {
                    took.add(stopOnce(stage, phase));
                }
                measured.figure(phase.words(), figures(took));
                all.addAll(took);
            }
            assertThat(stage.api().get("/api/generations").body().size()).isEqualTo(OTHERS);
            stopAll(stage, measured);
            stage.look();
            Checker.atRest().judge(stage.history());
            assertThat(browser.snapshots()).isEqualTo(1);
        }
        measured.figure("all " + all.size(), figures(all));
        assertThat(median(all)).isLessThanOrEqualTo(MAX_MEDIAN);
        assertThat(max(all)).isLessThanOrEqualTo(MAX);
    }

    private static void warmUp(Stage stage, Phase phase) throws Exception {
        for (int i = 0; i < Scale.of(1, 10); i++) {
            stopOnce(stage, phase);
        }
    }

    /** Milliseconds from before the command to the closed socket, as the model server saw it. */
    private static double stopOnce(Stage stage, Phase phase) throws Exception {
        Accepted accepted = stage.begin(phase.model);
        UpstreamRequest call = stage.call(accepted, 1);
        phase.awaitReached(call);
        long begin = System.nanoTime();
        Answer report = stage.stop(accepted);
        long left = call.awaitClientLeft(SOON);
        assertThat(report.field("state")).isEqualTo("stopped");
        assertThat(report.body().path("upstreamClosed").asBoolean()).isTrue();
        return (left - begin) / 1e6;
    }

    private static void stopAll(Stage stage, Measured measured) throws Exception {
        List<UpstreamRequest> open = stage.upstream().requests().stream()
                .filter(call -> call.clientLeftNanos().isEmpty())
                .toList();
        long begin = System.nanoTime();
        Answer reports = stage.api().post("/api/generations/stop", Map.of("all", true));
        assertThat(reports.body().size()).isEqualTo(OTHERS);
        long last = begin;
        for (UpstreamRequest call : open) {
            last = Math.max(last, call.awaitClientLeft(SOON));
        }
        measured.figure("stop all " + OTHERS, "%.1f ms".formatted((last - begin) / 1e6));
    }

    @Test
    void whatIsQueuedIsStoppedWithoutACall(@TempDir Path data, Measured measured) throws Exception {
        List<Double> took = new ArrayList<>();
        try (Stage stage = Stage.open(data, "--polylogue.providers.local.max-concurrent=1")) {
            Accepted first = stage.begin(STEADY);
            stage.call(first, 1);
            for (int i = 0; i < STOPS; i++) {
                Accepted queued = stage.begin(STEADY);
                long begin = System.nanoTime();
                assertThat(stage.stop(queued).field("state")).isEqualTo("stopped");
                took.add((System.nanoTime() - begin) / 1e6);
                assertThat(stage.calls(queued)).isEmpty();
            }
            stage.stop(first);
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("queued (to the answer)", figures(took));
        assertThat(median(took)).isLessThanOrEqualTo(10 * MAX_MEDIAN);
    }

    @Test
    void whatWaitsForAPersonIsStoppedWithNoCallOpen(@TempDir Path data, Measured measured) throws Exception {
        List<Double> took = new ArrayList<>();
        try (Stage stage = Stage.open(data)) {
            for (int i = 0; i < STOPS; i++) {
                Accepted asking = Stage.accepted(stage.send(stage.api().newConversation(GUIDE), "ask me something"));
                ChunkFollower follower = stage.follow(asking, 0, "one who is asked");
                Await.until("it waits for a person", SOON, () -> follower.lastChunk()
                        .contains("awaiting-input"));
                long begin = System.nanoTime();
                assertThat(stage.stop(asking).field("state")).isEqualTo("stopped");
                took.add((System.nanoTime() - begin) / 1e6);
            }
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("waiting for a person (to the answer)", figures(took));
        assertThat(median(took)).isLessThanOrEqualTo(10 * MAX_MEDIAN);
    }

    private static String figures(List<Double> millis) {
        return "median %.1f max %.1f ms".formatted(median(millis), max(millis));
    }

    private static double median(List<Double> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    private static double max(List<Double> millis) {
        return millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
