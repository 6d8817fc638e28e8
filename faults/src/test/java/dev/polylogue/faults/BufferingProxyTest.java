package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 12,
        fault = "a buffering proxy in front (nginx with its defaults)",
        holds = "the first token still comes at once, at most 1 s; nothing is held back to the end")
final class BufferingProxyTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Scale.isFull() ? Duration.ofSeconds(1) : Duration.ofSeconds(10);

    @Test
    void theFirstTokenComesThroughAtOnce(@TempDir Path data, @TempDir Path folder, Measured measured) throws Exception {
        Optional<Path> program = Nginx.find();
        assumeTrue(program.isPresent(), "there is no nginx on this machine (Debian: apt-get install nginx-light)");
        try (Stage stage = Stage.open(data);
                Nginx nginx = Nginx.before(stage.server().port(), program.orElseThrow(), folder)) {
            FeedFollower feed = stage.followAll(nginx.port(), "feed behind nginx", true);
            feed.awaitLive(SOON);
            // One token, and then silence: what a proxy holds back until its buffer is full would never come.
            Accepted accepted = stage.begin("length-1-end-stall-marked-yes");
            ChunkFollower chunks = stage.follow(accepted, 0, nginx.port(), "chunks behind nginx", true);
            UpstreamRequest call = stage.call(accepted, 1);
            call.awaitTokensSent(1, SOON);
            Await.until("the first token", SOON, () -> chunks.lastChunk().contains("text-delta"));
            Duration chunk = Duration.ofNanos(System.nanoTime() - call.textNanos()[0]);
            Await.until(
                    "the first token in the feed", SOON, () -> feed.lastChunk().contains("text-delta"));
            Duration event = Duration.ofNanos(System.nanoTime() - call.textNanos()[0]);
            stage.stop(accepted);
            chunks.awaitOver(SOON);
            stage.look();
            Checker.atRest().judge(stage.history());
            measured.figure("first token by the chunks after", chunk.toMillis() + " ms");
            measured.figure("by the feed after", event.toMillis() + " ms");
            assertThat(chunk).isLessThan(AT_ONCE);
            assertThat(event).isLessThan(AT_ONCE);
        }
    }
}
