package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.proxy.Cut;
import dev.polylogue.testkit.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 2,
        fault = "the client's network is cut in the midst of 20 streams",
        holds = "after it comes back each follower has the same bytes as one that was never cut, no gap, no double; "
                + "5 s away, and 1,000 cuts at random bytes")
final class NetworkCutTest {

    private static final int STREAMS = 20;
    private static final int CUTS = Scale.of(60, 1000);
    private static final int PER_SECOND = 40;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void cutsAtRandomBytesCostNoByte(@TempDir Path data, Measured measured) throws Exception {
        var random = new Random(Scale.seed());
        int cuts;
        try (Stage stage = Stage.open(data);
                FaultProxy feeds = FaultProxy.to(stage.server().port());
                FaultProxy network = FaultProxy.to(stage.server().port())) {
            // A resumed feed begins with all that was missed in one event, and has to live to see its end.
            feeds.plan(() -> fate(random, 60_000));
            network.plan(() -> fate(random, 6_000));
            FeedFollower steady = stage.followAll(stage.server().port(), "never cut", true);
            List<Follower> cut = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                cut.add(stage.followAll(feeds.port(), "cut feed " + i, false));
            }
            for (int wave = 0; feeds.accepted() + network.accepted() < CUTS; wave++) {
                List<Accepted> streaming = stage.begin("rate-" + PER_SECOND + "-length-100-marked-yes", STREAMS);
                for (Accepted accepted : streaming) {
                    String name = "cut chunks, wave " + wave;
                    cut.add(stage.follow(accepted, 0, network.port(), name, false));
                }
                awaitEnds(steady, streaming);
                for (int feed = 0; feed < 3; feed++) {
                    awaitEnds(cut.get(feed), streaming);
                }
                for (Follower chunks : cut.subList(3, cut.size())) {
                    chunks.awaitOver(SOON);
                }
            }
            cuts = feeds.accepted() + network.accepted();
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("cuts at random bytes", cuts);
        measured.figure("bytes that differ", 0);
    }

    @Test
    void secondsWithoutANetworkCostNoByte(@TempDir Path data, Measured measured) throws Exception {
        int away = Scale.of(1, 5);
        try (Stage stage = Stage.open(data);
                FaultProxy network = FaultProxy.to(stage.server().port())) {
            FeedFollower steady = stage.followAll(stage.server().port(), "never cut", true);
            FeedFollower reset = stage.followAll(network.port(), "cut feed", false);
            int length = PER_SECOND * (away + 8);
            List<Accepted> streaming = stage.begin("rate-" + PER_SECOND + "-length-" + length + "-marked-yes", STREAMS);
            List<ChunkFollower> chunks = new ArrayList<>();
            for (Accepted accepted : streaming) {
                chunks.add(stage.follow(accepted, 0, network.port(), "cut chunks", false));
            }
            for (ChunkFollower follower : chunks) {
                follower.awaitLive(SOON);
            }
            UpstreamRequest clock = stage.call(streaming.getFirst(), 1);
            int before = clock.tokensSent();
            network.silence();
            clock.awaitTokensSent(before + PER_SECOND / 2, SOON);
            network.down(Cut.How.RESET);
            clock.awaitTokensSent(before + PER_SECOND / 2 + PER_SECOND * away, SOON);
            network.resume();
            awaitEnds(steady, streaming);
            awaitEnds(reset, streaming);
            for (ChunkFollower follower : chunks) {
                follower.awaitOver(SOON);
                assertThat(follower.connections()).isGreaterThan(1);
            }
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("longest time away", away + " s");
    }

    /** Every third connection ends by a reset, which may take bytes with it; some die in their first event. */
    private static Cut fate(Random random, long most) {
        synchronized (random) {
            long bytes = random.nextLong(300, most);
            return new Cut(bytes, random.nextInt(3) == 0 ? Cut.How.RESET : Cut.How.CLOSE);
        }
    }

    private static void awaitEnds(Follower follower, List<Accepted> streaming) {
        List<GenerationId> ids = streaming.stream().map(Accepted::generation).toList();
        Await.until("a follower sees all ends", SOON, () -> follower.hasSeenEnds(ids));
    }
}
