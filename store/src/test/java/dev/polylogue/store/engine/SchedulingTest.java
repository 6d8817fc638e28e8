package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server's wish to be left alone, and a person's wishes for what waits. */
class SchedulingTest extends OnSqlite {

    /** The checkpoint's, the expiry's, the look for answers that nobody follows, and the line's. */
    private static final int TIMERS_IN_A_PAUSE = 4;

    private Chunk.QueueData awaitShut(GenerationId id) throws InterruptedException {
        var queue = (Chunk.Queue) chunksUntil(id, SchedulingTest::isShut).getLast();
        time.awaitTimers(TIMERS_IN_A_PAUSE);
        return queue.data();
    }

    private static boolean isShut(Chunk chunk) {
        return chunk instanceof Chunk.Queue queue && queue.data().opensAt() != null;
    }

    @Test
    void aServerThatSaysWhenToComeAgainShutsItsLineAndTheRefusedAnswerGoesFirst() throws InterruptedException {
        var id = conversation();
        Accepted refused = send(id, "Hello");
        Instant opensAt = time.now().plusSeconds(7);
        model.nextCall().refuse(Duration.ofSeconds(7));
        assertThat(awaitShut(refused.generationId())).isEqualTo(new Chunk.QueueData(1, 1, opensAt, null));
        Accepted other = send(conversation(), "Good day");
        assertThat(awaitShut(other.generationId())).isEqualTo(new Chunk.QueueData(2, 2, opensAt, null));

        time.advance(Duration.ofMillis(6_999));
        assertThat(model.hasCall()).isFalse();
        time.awaitTimers(TIMERS_IN_A_PAUSE);
        time.advance(Duration.ofMillis(1));
        for (int i = 0; i < 2; i++) {
            model.nextCall().say("Here I am.").finish();
        }

        List<Chunk> chunks = chunksToTheEnd(refused.generationId());
        assertThat(chunks).filteredOn(Chunk.StartStep.class::isInstance).hasSize(1);
        assertThat(chunks).filteredOn(Chunk.FinishStep.class::isInstance).hasSize(1);
        assertThat(chunks)
                .containsSubsequence(
                        new Chunk.Status(new Chunk.StatusData(GenerationPhase.RUNNING, 1, null)),
                        new Chunk.Status(new Chunk.StatusData(GenerationPhase.QUEUED, 1, null)),
                        new Chunk.Status(new Chunk.StatusData(GenerationPhase.RUNNING, 1, null)));
        assertThat(message(id, refused.assistantMessageId()).text()).isEqualTo("Here I am.");
        chunksToTheEnd(other.generationId());
    }

    @Test
    void aRefusalOfOneProviderLeavesTheOthersAlone() throws InterruptedException {
        Accepted refused = send(conversation(), "Hello");
        model.nextCall().refuse(Duration.ofSeconds(7));
        awaitShut(refused.generationId());

        Accepted elsewhere = sendNarrow(conversation(), "Hello");
        narrow.nextCall().say("At once.").finish();
        chunksToTheEnd(elsewhere.generationId());

        engine.answers().stop(ANN, refused.generationId());
    }

    @Test
    void whatTheServerRefusesAgainAndAgainEndsWithItsWords() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        for (int i = 0; i < 2; i++) {
            model.nextCall().refuse(Duration.ofMinutes(5));
            awaitShut(accepted.generationId());
            time.advance(Duration.ofMinutes(5));
        }
        model.nextCall().refuse(Duration.ofMillis(1));

        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Failure("Too many.", "upstream-busy"));
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongIsNotAskedAgain() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        model.nextCall().refuse(Duration.ofHours(1));
        assertThat(chunksToTheEnd(accepted.generationId()).getLast()).isInstanceOf(Chunk.Failure.class);

        Accepted next = send(conversation(), "Hello");
        model.nextCall().say("I am here.").finish();
        chunksToTheEnd(next.generationId());
    }

    @Test
    void whatWaitsInAShutLineStopsAtOnce() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        model.nextCall().refuse(Duration.ofSeconds(7));
        awaitShut(accepted.generationId());

        var report = engine.answers().stop(ANN, accepted.generationId());

        assertThat(report.stopCause()).isEqualTo(StopCause.PERSON);
        assertThat(model.started()).isEqualTo(1);
    }

    @Test
    void theOneThatIsLookedAtMayBeMovedToTheFront() throws InterruptedException {
        Accepted first = sendNarrow(conversation(), "First");
        ScriptedProvider.Call running = narrow.nextCall();
        Accepted second = sendNarrow(conversation(), "Second");
        chunksUntil(second.generationId(), place(1, 1)::equals);
        Accepted third = sendNarrow(conversation(), "Third");
        chunksUntil(third.generationId(), place(2, 2)::equals);

        engine.answers().moveToFront(ANN, third.generationId());

        chunksUntil(third.generationId(), place(1, 2)::equals);
        chunksUntil(second.generationId(), place(2, 2)::equals);
        running.finish();
        chunksToTheEnd(first.generationId());
        narrow.nextCall().say("3rd").finish();
        chunksToTheEnd(third.generationId());
        narrow.nextCall().finish();
        chunksToTheEnd(second.generationId());
        engine.answers().moveToFront(ANN, first.generationId());
        assertThatThrownBy(() -> engine.answers().moveToFront(BEN, first.generationId()))
                .isInstanceOf(CommandException.class);
    }

    private static Chunk place(int position, int of) {
        return new Chunk.Queue(new Chunk.QueueData(position, of));
    }

    @Test
    void whoHoldsBackWhatIsNewFinishesWhatHasBegun() throws InterruptedException {
        Accepted begun = send(conversation(), "First");
        ScriptedProvider.Call running = model.nextCall();
        assertThat(engine.conversations().settings(ANN).pauseNew()).isFalse();
        pauseNew(true);

        Accepted held = send(conversation(), "Second");
        chunksUntil(held.generationId(), new Chunk.Queue(new Chunk.QueueData(1, 1, null, true))::equals);
        running.say("Done.").finish();
        chunksToTheEnd(begun.generationId());
        assertThat(model.started()).isEqualTo(1);

        pauseNew(false);
        model.nextCall().say("Now.").finish();
        chunksToTheEnd(held.generationId());
    }

    @Test
    void aPauseOutlivesTheProcess() throws Exception {
        pauseNew(true);
        restart();

        Accepted held = send(conversation(), "Hello");
        chunksUntil(held.generationId(), new Chunk.Queue(new Chunk.QueueData(1, 1, null, true))::equals);
        pauseNew(false);
        model.nextCall().finish();
        chunksToTheEnd(held.generationId());
    }

    private void pauseNew(boolean isHeld) {
        engine.conversations().patchSettings(ANN, new UserSettings(null, null, isHeld));
    }
}
