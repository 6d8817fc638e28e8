package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 3,
        fault = "followers join at every offset of a generation, and read at different speeds",
        holds = "the same bytes at the end, for all offsets")
final class LateFollowerTest {

    private static final int LENGTH = Scale.of(60, 1000);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whoeverJoinsAtAnyOffsetGetsTheSameRest(@TempDir Path data, Measured measured) throws Exception {
        long chunks;
        try (Stage stage = Stage.open(data)) {
            Accepted accepted = stage.begin("length-" + LENGTH + "-reasoning-5-marked-yes");
            ChunkFollower first = stage.follow(accepted, 0, "from the start");
            first.awaitOver(SOON);
            chunks = first.next();
            assertThat(chunks).isGreaterThan(LENGTH);
            List<ChunkFollower> late = new ArrayList<>();
            for (long offset = 1; offset < chunks; offset++) {
                late.add(stage.follow(accepted, offset, "from " + offset));
            }
            for (ChunkFollower follower : late) {
                follower.awaitOver(SOON);
                assertThat(follower.next()).isEqualTo(chunks);
            }
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("offsets", chunks);
    }

    @Test
    void whoeverReadsSlowlyOrJoinsInTheMidstGetsTheSameBytes(@TempDir Path data, Measured measured) throws Exception {
        List<Integer> speeds = List.of(4_000, 20_000, 1_000_000);
        List<FaultProxy> lines = new ArrayList<>();
        try (Stage stage = Stage.open(data)) {
            Accepted accepted = stage.begin("rate-100-length-150-marked-yes");
            List<ChunkFollower> followers = new ArrayList<>();
            for (int speed : speeds) {
                FaultProxy line = FaultProxy.to(stage.server().port());
                line.throttle(speed);
                lines.add(line);
                followers.add(stage.follow(accepted, 0, line.port(), speed + " bytes a second", false));
            }
            for (int tokens = 10; tokens < 150; tokens += 10) {
                stage.call(accepted, 1).awaitTokensSent(tokens, SOON);
                followers.add(stage.follow(accepted, tokens, "from " + tokens + " while it streams"));
            }
            for (ChunkFollower follower : followers) {
                follower.awaitOver(SOON);
                assertThat(follower.next()).isEqualTo(followers.getFirst().next());
            }
            stage.look();
            Checker.atRest().judge(stage.history());
        } finally {
            lines.forEach(FaultProxy::close);
        }
        measured.figure("speeds", speeds.size());
    }
}
