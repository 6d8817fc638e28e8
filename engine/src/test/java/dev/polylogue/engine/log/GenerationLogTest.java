package dev.polylogue.engine.log;

import static dev.polylogue.engine.log.Logs.ANN;
import static dev.polylogue.engine.log.Logs.BEN;
import static dev.polylogue.engine.log.Logs.delta;
import static dev.polylogue.engine.log.Logs.finish;
import static dev.polylogue.engine.log.Logs.generation;
import static dev.polylogue.engine.log.Logs.identity;
import static dev.polylogue.engine.log.Logs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GenerationLogTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();
    private final LiveLogs logs = new LiveLogs(time, "e0");
    private final GenerationLog log = logs.open(identity(ANN, 1));

    @Test
    void aFollowerFromEveryOffsetEndsWithTheSameBytes() throws InterruptedException {
        log.append(new Chunk.TextStart("t0"));
        for (int i = 0; i < 50; i++) {
            log.append(delta("word " + i));
        }
        log.append(finish());
        List<String> all = texts(log.read(0).chunks());

        for (int offset = 0; offset <= all.size(); offset++) {
            assertThat(followToTheEnd(log, offset)).isEqualTo(all.subList(offset, all.size()));
        }
    }

    @Test
    void followersThatJoinWhileChunksComeEndWithTheSameBytes() throws Exception {
        var isHalf = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> followers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int offset = i < 50 ? 0 : i * 20;
                boolean joinsLate = i % 2 == 1;
                Callable<List<String>> follower = () -> {
                    if (joinsLate) {
                        assertThat(isHalf.await(20, TimeUnit.SECONDS)).isTrue();
                    }
                    return followToTheEnd(log, offset);
                };
                followers.add(threads.submit(follower));
            }
            for (int i = 0; i < 3_000; i++) {
                if (i == 1_500) {
                    isHalf.countDown();
                }
                log.append(delta("word " + i));
            }
            log.append(finish());

            List<String> all = texts(log.read(0).chunks());
            assertThat(all).hasSize(3_001);
            for (int i = 0; i < followers.size(); i++) {
                int offset = i < 50 ? 0 : i * 20;
                assertThat(followers.get(i).get()).isEqualTo(all.subList(offset, all.size()));
            }
        }
    }

    @Test
    void aFollowerThatIsFarBehindGetsABoundedSliceAtATime() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            log.append(delta("word " + i));
        }
        log.append(finish());

        try (LogFollower follower = log.follow(0)) {
            LogSlice first = follower.await(LONG);
            assertThat(first.chunks().stream().mapToInt(chunk -> chunk.length).sum())
                    .isBetween(GenerationLog.SLICE, GenerationLog.SLICE + 1000);
            assertThat(first.isEnd()).isFalse();
        }
        assertThat(followToTheEnd(log, 0)).hasSize(5_001);
    }

    @Test
    void chunksOfSeveralWritersAreNumberedWithoutAGap() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int name = writer;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        log.append(delta(name + " " + i + ";"));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        log.append(finish());

        assertThat(followToTheEnd(log, 0)).hasSize(4_001).doesNotHaveDuplicates();
    }

    private static List<String> followToTheEnd(GenerationLog log, long from) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        try (LogFollower follower = log.follow(from)) {
            while (true) {
                LogSlice slice = follower.await(LONG);
                // A wake that comes late, for a chunk that was read already, must not look like a time that is over.
                assertThat(slice.chunks().isEmpty() && !slice.isEnd()).isFalse();
                if (!slice.chunks().isEmpty()) {
                    assertThat(slice.offset()).isEqualTo(from + seen.size());
                }
                seen.addAll(texts(slice.chunks()));
                if (slice.isEnd()) {
                    return seen;
                }
            }
        }
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        log.append(new Chunk.TextStart("t0"));
        log.append(delta("whole"));
        log.append(finish());
        FeedGeneration atTheEnd = log.glance();

        log.append(delta("late"));
        log.append(new Chunk.Failure("late", "internal"));

        assertThat(log.read(0).chunks()).hasSize(3);
        assertThat(log.glance()).isEqualTo(atTheEnd);
        assertThat(log.isEnded()).isTrue();
    }

    @Test
    void aFollowerBehindTheEndWaitsThereAndIsToldTheEnd() throws InterruptedException {
        log.append(delta("one"));
        try (LogFollower follower = log.follow(3)) {
            assertThat(follower.await(Duration.ZERO).chunks()).isEmpty();
            log.append(delta("two"));
            log.append(delta("three"));
            log.append(delta("four"));
            LogSlice slice = follower.await(LONG);

            assertThat(slice.offset()).isEqualTo(3);
            assertThat(texts(slice.chunks())).containsExactly(Logs.encoded(delta("four")));
            log.append(finish());
            assertThat(follower.await(LONG).isEnd()).isTrue();
        }
    }

    @Test
    void aReaderBehindTheEndGetsNothingFromBeforeItsOffset() throws Exception {
        int far = 200_000;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < far; i++) {
                    log.append(delta("x"));
                }
            });
            do {
                assertThat(log.read(far).chunks()).isEmpty();
            } while (!writer.isDone());
            writer.get();
        }
    }

    @Test
    void aGlanceIsOneMomentWhileAWriterWrites() throws Exception {
        log.append(new Chunk.TextStart("t0"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 5_000; i++) {
                    log.append(delta("x"));
                }
            });
            do {
                FeedGeneration glance = log.glance();
                assertThat(glance.parts()).containsExactly(new Part.Text("t0", "x".repeat((int) glance.offset() - 1)));
            } while (!writer.isDone());
            writer.get();
        }
        assertThat(log.glance().offset()).isEqualTo(5_001);
        assertThat(log.characters()).isEqualTo(5_000);
    }

    @Test
    void aGlanceSaysThePlaceInTheLineUntilItsTurnComes() {
        log.append(new Chunk.Queue(new Chunk.QueueData(3, 4)));
        assertThat(log.glance().queuePosition()).isEqualTo(3);
        assertThat(log.glance().state()).isEqualTo(GenerationPhase.QUEUED);

        log.append(new Chunk.Status(new Chunk.StatusData(GenerationPhase.RUNNING, 1, null)));
        assertThat(log.glance().queuePosition()).isNull();
        assertThat(log.glance().state()).isEqualTo(GenerationPhase.RUNNING);
    }

    @Test
    void anEndedLogIsKeptForAMinuteAndThenLetGo() {
        log.append(finish());
        logs.release(log);

        time.advance(LiveLogs.RETENTION.minusMillis(1));
        assertThat(logs.find(ANN, generation(1))).contains(log);
        time.advance(Duration.ofMillis(1));
        assertThat(logs.find(ANN, generation(1))).isEmpty();
    }

    @Test
    void aLogThatGoesOnIsNeverLetGo() {
        time.advance(Duration.ofDays(30));

        assertThat(logs.find(ANN, generation(1))).contains(log);
    }

    @Test
    void aLogIsFoundByItsOwnerOnly() {
        assertThat(logs.find(ANN, generation(1))).contains(log);
        assertThat(logs.find(BEN, generation(1))).isEmpty();
        assertThat(logs.find(ANN, generation(2))).isEmpty();
    }

    @Test
    void aFollowerIsInterruptedWhileItWaits() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                try (LogFollower follower = log.follow(0)) {
                    return follower.await(Duration.ofDays(1));
                }
            });
            threads.shutdownNow();

            assertThat(waiting).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void numbersAreFoundAtEveryBorder() {
        var random = new Random(7);
        var numbers = new NumberedChunks();
        List<Long> kept = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < 300; i++) {
            number += 1 + random.nextInt(3);
            numbers.add(number, new byte[0]);
            kept.add(number);
        }
        for (long upTo = 0; upTo <= number + 1; upTo++) {
            long border = upTo;
            assertThat(numbers.countUpTo(upTo))
                    .isEqualTo((int) kept.stream().filter(one -> one <= border).count());
        }
    }
}
