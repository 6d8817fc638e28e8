package dev.polylogue.engine.log;

import static dev.polylogue.engine.log.Logs.ANN;
import static dev.polylogue.engine.log.Logs.delta;
import static dev.polylogue.engine.log.Logs.finish;
import static dev.polylogue.engine.log.Logs.identity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a follower is to be given at once, and what may wait for the end of a window. */
@Timeout(30)
class FeedUrgencyTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final LiveLogs logs = new LiveLogs(new FakeTime(), "e0");

    @Test
    void theFirstContentAQuestionTheEndsAndAChangeAreUrgentAndTheRestCanWait() throws InterruptedException {
        GenerationLog log = logs.open(identity(ANN, 1));
        try (FeedFollower follower = logs.follow(ANN, Optional.empty())) {
            follower.take();
            assertThat(urgency(follower, log, new Chunk.Status(status()))).isEqualTo(Wake.SOON);
            assertThat(urgency(follower, log, new Chunk.StartStep())).isEqualTo(Wake.SOON);
            assertThat(urgency(follower, log, new Chunk.TextStart("t0"))).isEqualTo(Wake.SOON);
            assertThat(urgency(follower, log, delta("first"))).isEqualTo(Wake.NOW);
            assertThat(urgency(follower, log, delta("second"))).isEqualTo(Wake.SOON);
            assertThat(urgency(follower, log, new Chunk.Question(question()))).isEqualTo(Wake.NOW);
            assertThat(urgency(follower, log, new Chunk.StartStep())).isEqualTo(Wake.SOON);
            assertThat(urgency(follower, log, new Chunk.ReasoningDelta("r1", "first of step 2")))
                    .isEqualTo(Wake.NOW);
            assertThat(urgency(follower, log, new Chunk.FinishStep())).isEqualTo(Wake.NOW);
            logs.publish(ANN, logs.moment(), new ConversationChange(ChangeKind.UPDATED, Logs.conversation(1), null));
            assertThat(follower.await(Duration.ZERO)).isEqualTo(Wake.NOW);
            follower.take();
            assertThat(urgency(follower, log, finish())).isEqualTo(Wake.NOW);
        }
    }

    private static Wake urgency(FeedFollower follower, GenerationLog log, Chunk chunk) throws InterruptedException {
        log.append(chunk);
        Wake wake = follower.await(Duration.ZERO);
        follower.take();
        return wake;
    }

    private static Chunk.StatusData status() {
        return new Chunk.StatusData(GenerationPhase.RUNNING, 1, null);
    }

    private static Clarification question() {
        return new Clarification(
                new ClarificationId(new UUID(0x7000, 9)),
                "Which?",
                null,
                null,
                Instant.EPOCH,
                ClarificationState.WAITING,
                null);
    }

    @Test
    void ordinaryChunksDoNotEndAWaitForUrgentOnes() throws InterruptedException {
        GenerationLog log = logs.open(identity(ANN, 1));
        log.append(delta("first"));
        try (FeedFollower follower = logs.follow(ANN, Optional.empty())) {
            follower.take();
            log.append(delta("second"));

            assertThat(follower.awaitUrgent(Duration.ofMillis(1))).isEqualTo(Wake.SOON);
            log.append(finish());
            assertThat(follower.awaitUrgent(LONG)).isEqualTo(Wake.NOW);
        }
    }
}
