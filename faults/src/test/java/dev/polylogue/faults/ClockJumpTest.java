package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server runs under libfaketime, which reads the offset of the clock from a file again and again. Only the clock of
 * the calendar jumps, as when a person or a time server sets it: the one that counts intervals never does, on any system.
 */
@FaultRow(
        number = 18,
        fault = "the clock jumps forward and back by an hour",
        holds = "no generation ends or hangs because of it")
final class ClockJumpTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STREAMS = 5;
    private static final int PER_SECOND = 20;

    @Test
    void streamsGoOnWhenTheClockIsSet(@TempDir Path data, @TempDir Path folder, Measured measured) throws Exception {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "there is no libfaketime on this machine (Debian: apt-get install faketime)");
        Path clock = Files.writeString(folder.resolve("clock"), "+0");
        try (Stage stage = Stage.open(data, start -> start.variable(
                        "LD_PRELOAD", library.orElseThrow().toString())
                .variable("FAKETIME_TIMESTAMP_FILE", clock.toString())
                .variable("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                // Its repair of timed waits, for older C libraries, has the virtual machine wait for ever.
                .variable("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                .variable("FAKETIME_CACHE_DURATION", "1"))) {
            FeedFollower feed = stage.followAll(stage.server().port(), "browser", true);
            feed.awaitLive(SOON);
            int length = PER_SECOND * Scale.of(12, 60);
            List<Accepted> streaming = stage.begin("rate-" + PER_SECOND + "-length-" + length + "-marked-yes", STREAMS);
            UpstreamRequest beat = stage.call(streaming.getFirst(), 1);
            for (String offset : List.of("+3600", "+0", "-3600", "+3600")) {
                jump(stage, clock, offset);
                beat.awaitTokensSent(beat.tokensSent() + PER_SECOND, SOON);
            }
            for (Accepted accepted : streaming) {
                ChunkFollower follower = stage.follow(accepted, 0, "chunks");
                follower.awaitOver(SOON);
                assertThat(stage.answer(accepted).status()).isEqualTo(MessageStatus.COMPLETE);
            }
            assertThat(feed.connections()).as("connections that were needed").isEqualTo(1);
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("jumps", 4);
        measured.figure("streams ended by them", 0);
    }

    /** Sets the clock, and makes sure that the server sees it: a new conversation is as old as the clock says. */
    private static void jump(Stage stage, Path clock, String offset) throws IOException {
        Files.writeString(clock, offset);
        Await.until("the server's clock is at " + offset, SOON, () -> isAt(stage, offset));
    }

    private static boolean isAt(Stage stage, String offset) {
        try {
            String id = stage.api().newConversation("any");
            String updated = stage.api().get("/api/conversations/" + id).field("updatedAt");
            long shown = Instant.parse(updated).getEpochSecond();
            long real = Instant.now().getEpochSecond();
            return Math.abs(shown - real - Long.parseLong(offset)) < 600;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Optional<Path> library() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
                .map(base -> Path.of(base, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
