package dev.polylogue.engine.log;

import static dev.polylogue.engine.log.Logs.ANN;
import static dev.polylogue.engine.log.Logs.BEN;
import static dev.polylogue.engine.log.Logs.conversation;
import static dev.polylogue.engine.log.Logs.delta;
import static dev.polylogue.engine.log.Logs.encoded;
import static dev.polylogue.engine.log.Logs.finish;
import static dev.polylogue.engine.log.Logs.generation;
import static dev.polylogue.engine.log.Logs.identity;
import static dev.polylogue.engine.log.Logs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FeedTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Optional<FeedPosition> NOWHERE = Optional.empty();

    private final FakeTime time = new FakeTime();
    private final LiveLogs logs = new LiveLogs(time, "e0");

    /**
     * Writers write all at once; the reader's connection is cut after a random number of batches and it resumes where the
     * last one ended. It then has every chunk of every log once and in order, and was never given a second snapshot.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aReaderThatIsCutAndResumesSeesEveryChunkOnceAndInOrder(long seed) throws Exception {
        var random = new Random(seed);
        var reader = new Reader();
        // One log that stays keeps the feed from being forgotten while the reader is away.
        GenerationLog first = logs.open(identity(ANN, 0));
        FeedFollower follower = logs.follow(ANN, NOWHERE);
        assertThat(follower.take().snapshot()).isPresent();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int name = 1; name <= 8; name++) {
                int number = name;
                writers.add(threads.submit(() -> write(number)));
            }
            FeedPosition position = new FeedPosition("e0", 0);
            while (!reader.hasEnded(8)) {
                if (random.nextInt(4) == 0) {
                    follower.close();
                    follower = logs.follow(ANN, Optional.of(position));
                }
                assertThat(follower.await(LONG)).isNotEqualTo(Wake.NOTHING);
                FeedBatch batch = follower.take();
                assertThat(batch.snapshot()).isEmpty();
                reader.read(batch);
                if (random.nextInt(8) > 0) {
                    // Else the batch was lost with the connection's buffer: it comes again, and by offset is dropped.
                    position = batch.position();
                }
            }
            for (Future<?> writer : writers) {
                writer.get(20, TimeUnit.SECONDS);
            }
        }
        follower.close();
        assertThat(first.isEnded()).isFalse();
        for (int number = 1; number <= 8; number++) {
            GenerationLog log = logs.find(ANN, generation(number)).orElseThrow();
            assertThat(reader.chunks(number)).isEqualTo(texts(log.read(0).chunks()));
        }
    }

    private void write(int number) {
        GenerationLog log = logs.open(identity(ANN, number));
        for (int i = 0; i < 400; i++) {
            log.append(delta(number + " says " + i));
            if (i % 100 == 0) {
                logs.publish(ANN, logs.moment(), updated(number));
            }
        }
        log.append(finish());
        logs.release(log);
    }

    /** Keeps what a client keeps: the chunks of each generation, by offset. */
    private static final class Reader {

        private final Map<GenerationId, List<String>> seen = new HashMap<>();

        void read(FeedBatch batch) {
            for (FeedChunks chunks : batch.chunks()) {
                List<String> kept = seen.computeIfAbsent(chunks.identity().generationId(), _ -> new ArrayList<>());
                assertThat(chunks.offset()).as("no gap").isLessThanOrEqualTo(kept.size());
                int repeated = (int) (kept.size() - chunks.offset());
                List<String> all = texts(chunks.chunks());
                kept.addAll(all.subList(Math.min(repeated, all.size()), all.size()));
            }
        }

        List<String> chunks(int number) {
            return seen.getOrDefault(generation(number), List.of());
        }

        boolean hasEnded(int count) {
            return seen.values().stream()
                            .filter(chunks -> chunks.contains(encoded(finish())))
                            .count()
                    == count;
        }
    }

    @Test
    void resumingAtTheLastPositionRepeatsNothing() {
        GenerationLog log = logs.open(identity(ANN, 1));
        log.append(delta("one"));
        FeedPosition position;
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            log.append(delta("two"));
            position = follower.take().position();
        }
        log.append(delta("three"));

        try (FeedFollower follower = logs.follow(ANN, Optional.of(position))) {
            FeedBatch batch = follower.take();

            assertThat(batch.snapshot()).isEmpty();
            assertThat(batch.chunks()).hasSize(1);
            assertThat(batch.chunks().getFirst().offset()).isEqualTo(2);
            assertThat(texts(batch.chunks().getFirst().chunks())).containsExactly(encoded(delta("three")));
            assertThat(follower.take().isEmpty()).isTrue();
        }
    }

    @Test
    void theSnapshotNamesEachLiveGenerationWithItsPartsAndNoEndedOne() {
        GenerationLog live = logs.open(identity(ANN, 1));
        live.append(new Chunk.TextStart("t0"));
        live.append(delta("Half a"));
        logs.open(identity(ANN, 2)).append(finish());

        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            List<FeedGeneration> generations =
                    follower.take().snapshot().orElseThrow().generations();
            assertThat(generations).hasSize(1);
            assertThat(generations.getFirst().id()).isEqualTo(generation(1));
            assertThat(generations.getFirst().offset()).isEqualTo(2);
            assertThat(generations.getFirst().parts()).containsExactly(new Part.Text("t0", "Half a"));

            live.append(delta(" word"));
            assertThat(follower.take().chunks()).extracting(FeedChunks::offset).containsExactly(2L);
        }
    }

    @Test
    void whoeverStandsBelowALogThatWasLetGoStartsAnew() {
        logs.open(identity(ANN, 2));
        GenerationLog log = logs.open(identity(ANN, 1));
        FeedPosition before = position(ANN);
        log.append(finish());
        FeedPosition behind = position(ANN);
        logs.release(log);
        time.advance(LiveLogs.RETENTION);

        assertThat(startsAnew(ANN, before)).isTrue();
        assertThat(startsAnew(ANN, behind)).isFalse();
    }

    @Test
    void aChangeWhileNobodyIsThereMeansASnapshot() {
        FeedPosition before = position(ANN);
        logs.publish(ANN, logs.moment(), updated(1));

        assertThat(startsAnew(ANN, before)).isTrue();
    }

    @Test
    void aPositionOfAnotherProcessMeansASnapshot() {
        logs.open(identity(ANN, 1));
        FeedPosition here = position(ANN);

        assertThat(startsAnew(ANN, new FeedPosition("e1", here.number()))).isTrue();
        assertThat(startsAnew(ANN, new FeedPosition("e0", here.number() + 999))).isTrue();
        assertThat(startsAnew(ANN, here)).isFalse();
    }

    @Test
    void ofEachConversationTheNewestChangeIsGiven() {
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            logs.publish(ANN, logs.moment(), new ConversationChange(ChangeKind.CREATED, conversation(1), null));
            logs.publish(ANN, logs.moment(), updated(2));
            logs.publish(ANN, logs.moment(), new ConversationChange(ChangeKind.DELETED, conversation(1), null));

            assertThat(follower.take().changes())
                    .containsExactly(updated(2), new ConversationChange(ChangeKind.DELETED, conversation(1), null));
            assertThat(follower.take().changes()).isEmpty();
        }
    }

    @Test
    void aChangeThatWasLookedUpEarlierDoesNotComeAfterALaterOne() {
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            long early = logs.moment();
            long late = logs.moment();
            logs.publish(ANN, late, new ConversationChange(ChangeKind.DELETED, conversation(1), null));
            logs.publish(ANN, early, updated(1));

            assertThat(follower.take().changes())
                    .containsExactly(new ConversationChange(ChangeKind.DELETED, conversation(1), null));
            assertThat(follower.take().changes()).isEmpty();
        }
    }

    @Test
    void onePersonIsToldNothingOfAnother() {
        try (FeedFollower follower = logs.follow(BEN, NOWHERE)) {
            follower.take();
            GenerationLog log = logs.open(identity(ANN, 1));
            log.append(delta("for Ann only"));
            logs.publish(ANN, logs.moment(), updated(1));
            log.append(finish());

            assertThat(follower.take().isEmpty()).isTrue();
        }
        logs.open(identity(BEN, 3));
        FeedPosition anns = position(ANN);
        try (FeedFollower follower = logs.follow(BEN, Optional.of(anns))) {
            FeedBatch batch = follower.take();
            assertThat(batch.chunks()).isEmpty();
            assertThat(batch.changes()).isEmpty();
        }
    }

    @Test
    void onePersonsChunksDoNotWakeAnother() throws InterruptedException {
        try (FeedFollower follower = logs.follow(BEN, NOWHERE)) {
            follower.take();
            logs.open(identity(ANN, 1)).append(finish());
            logs.publish(ANN, logs.moment(), updated(1));

            assertThat(follower.await(Duration.ZERO)).isEqualTo(Wake.NOTHING);
        }
    }

    @Test
    void whatCameBeforeAFollowerWasMadeIsThereAtOnce() throws InterruptedException {
        logs.open(identity(ANN, 1)).append(delta("one"));
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            assertThat(follower.await(Duration.ZERO)).isEqualTo(Wake.NOW);
        }
    }

    @Test
    void aLogThatWasLetGoBeforeASlowFollowerReadItsEndMeansASnapshot() {
        logs.open(identity(ANN, 2));
        GenerationLog log = logs.open(identity(ANN, 1));
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            log.append(finish());
            logs.release(log);
            time.advance(LiveLogs.RETENTION);

            FeedBatch batch = follower.take();
            assertThat(batch.snapshot()).isPresent();
            assertThat(batch.snapshot().orElseThrow().generations())
                    .extracting(FeedGeneration::id)
                    .containsExactly(generation(2));
        }
    }

    @Test
    void aPositionIsReadBackFromItsTextAndNothingElseIs() {
        var position = new FeedPosition("00ff", 42);
        assertThat(FeedPosition.parse(position.toString())).contains(position);
        assertThat(List.of("", "x", "00ff", "00ff.", ".1", "00FF.1", "00ff.-1", "00ff.1234567890123456789", "00ff.1 "))
                .allMatch(text -> FeedPosition.parse(text).isEmpty());
    }

    private static ConversationChange updated(int number) {
        return new ConversationChange(ChangeKind.UPDATED, conversation(number), null);
    }

    private FeedPosition position(UserId owner) {
        try (FeedFollower follower = logs.follow(owner, NOWHERE)) {
            return follower.take().position();
        }
    }

    private boolean startsAnew(UserId owner, FeedPosition position) {
        try (FeedFollower follower = logs.follow(owner, Optional.of(position))) {
            return follower.take().snapshot().isPresent();
        }
    }
}
