package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that refuses before its first word is asked again, and a line in front of a narrow one shows its places. */
class RetryTest extends OnSqlite {

    /** The checkpoint's, the expiry's, the look for answers that nobody follows, and the pause's. */
    private static final int TIMERS_IN_A_PAUSE = 4;

    private Chunk.Retry awaitRetry(GenerationId id, int attempt) throws InterruptedException {
        var status =
                (Chunk.Status) chunksUntil(id, chunk -> isRetry(chunk, attempt)).getLast();
        time.awaitTimers(TIMERS_IN_A_PAUSE);
        Chunk.Retry retry = status.data().retry();
        assertThat(retry).isNotNull();
        return retry;
    }

    private static boolean isRetry(Chunk chunk, int attempt) {
        if (chunk instanceof Chunk.Status status) {
            Chunk.Retry retry = status.data().retry();
            return retry != null && retry.attempt() == attempt;
        }
        return false;
    }

    @Test
    void itIsAskedThreeTimesAtMost() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        model.nextCall().refuse(null);
        assertThat(awaitRetry(accepted.generationId(), 2).delayMillis()).isEqualTo(1_000);
        time.advance(Duration.ofSeconds(1));
        model.nextCall().refuse(null);
        assertThat(awaitRetry(accepted.generationId(), 3).delayMillis()).isEqualTo(4_000);
        time.advance(Duration.ofSeconds(4));
        model.nextCall().refuse(null);

        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Failure("Too many.", "upstream-busy"));
        assertThat(model.started()).isEqualTo(3);
    }

    @Test
    void afterItsFirstWordAModelIsNotAskedAgain() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("Half").refuse(Duration.ofSeconds(1));

        assertThat(chunksToTheEnd(accepted.generationId()).getLast()).isInstanceOf(Chunk.Failure.class);
        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("Half");
        assertThat(model.started()).isEqualTo(1);
    }

    @Test
    void whoeverWaitsForANarrowModelSeesEachPlaceAndThenStreams() throws InterruptedException {
        Accepted first = sendNarrow(conversation(), "First");
        ScriptedProvider.Call running = narrow.nextCall();
        Accepted second = sendNarrow(conversation(), "Second");
        chunksUntil(second.generationId(), place(1, 1)::equals);
        Accepted third = sendNarrow(conversation(), "Third");
        chunksUntil(third.generationId(), place(2, 2)::equals);
        assertThat(engine.answers().active(ANN))
                .filteredOn(active -> active.id().equals(third.generationId()))
                .allMatch(active -> Integer.valueOf(2).equals(active.queuePosition()))
                .hasSize(1);

        running.finish();
        chunksToTheEnd(first.generationId());
        narrow.nextCall().say("2nd").finish();
        chunksToTheEnd(second.generationId());
        narrow.nextCall().say("3rd").finish();

        List<Chunk> chunks = chunksToTheEnd(third.generationId());
        assertThat(chunks)
                .containsSubsequence(
                        place(2, 2),
                        place(1, 1),
                        new Chunk.Status(new Chunk.StatusData(GenerationPhase.RUNNING, 1, null)));
        assertThat(narrow.mostOpen()).isEqualTo(1);
    }

    private static Chunk place(int position, int of) {
        return new Chunk.Queue(new Chunk.QueueData(position, of));
    }
}
