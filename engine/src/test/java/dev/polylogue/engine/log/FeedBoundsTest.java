package dev.polylogue.engine.log;

import static dev.polylogue.engine.log.Logs.ANN;
import static dev.polylogue.engine.log.Logs.BEN;
import static dev.polylogue.engine.log.Logs.conversation;
import static dev.polylogue.engine.log.Logs.delta;
import static dev.polylogue.engine.log.Logs.identity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a feed keeps, and how much of it is given at once. */
@Timeout(60)
class FeedBoundsTest {

    private static final Optional<FeedPosition> NOWHERE = Optional.empty();

    private final LiveLogs logs = new LiveLogs(new FakeTime(), "e0");

    private static ConversationChange updated(int number) {
        return new ConversationChange(ChangeKind.UPDATED, conversation(number), null);
    }

    @Test
    void aThousandAndTwentyFourChangesAreKeptAndOneMoreMeansASnapshotEvenForWhoeverIsConnected() {
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            for (int i = 0; i < 1024; i++) {
                logs.publish(ANN, logs.moment(), updated(i));
            }
            FeedBatch all = follower.take();
            assertThat(all.snapshot()).isEmpty();
            assertThat(all.changes()).hasSize(1024);

            for (int i = 0; i < 1025; i++) {
                logs.publish(ANN, logs.moment(), updated(i));
            }
            assertThat(follower.take().snapshot()).isPresent();
            logs.publish(ANN, logs.moment(), updated(1));
            assertThat(follower.take().changes()).containsExactly(updated(1));
        }
    }

    @Test
    void whoeverIsFarBehindGetsBoundedBatchesAndMissesNothing() throws Exception {
        try (FeedFollower follower = logs.follow(ANN, NOWHERE)) {
            follower.take();
            GenerationLog log = logs.open(identity(ANN, 1));
            for (int i = 0; i < 2 * FeedFollower.BATCH + 100; i++) {
                log.append(delta("word " + i));
            }
            List<Integer> sizes = new ArrayList<>();
            while (follower.await(Duration.ZERO) != Wake.NOTHING) {
                sizes.add(follower.take().chunks().getFirst().chunks().size());
            }
            assertThat(sizes).containsExactly((int) FeedFollower.BATCH, (int) FeedFollower.BATCH, 100);
        }
    }

    @Test
    void whatOthersWroteMeanwhileDoesNotHoldAPersonsOwnBack() {
        try (FeedFollower follower = logs.follow(BEN, NOWHERE)) {
            follower.take();
            GenerationLog anns = logs.open(identity(ANN, 1));
            for (int i = 0; i < 2 * FeedFollower.BATCH; i++) {
                anns.append(delta("word " + i));
            }
            logs.open(identity(BEN, 2)).append(delta("mine"));

            assertThat(follower.take().chunks()).hasSize(1);
        }
    }
}
