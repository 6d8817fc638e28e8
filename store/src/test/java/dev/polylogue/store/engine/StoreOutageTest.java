package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.generation.GenerationSettings;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A store that does not take the end of an answer: nobody hangs, and the conversation is free once it does again. */
class StoreOutageTest extends OnSqlite {

    private static final GenerationSettings NORMAL = GenerationSettings.DEFAULT;

    private final EndsAreRefused refusing = new EndsAreRefused();

    @Override
    protected Store between(Store real) {
        return refusing.around(real);
    }

    @Override
    protected EngineSettings settings() {
        var impatient = new GenerationSettings(
                NORMAL.maxCharacters(),
                NORMAL.retryDelays(),
                NORMAL.clarificationTtl(),
                Duration.ZERO,
                NORMAL.maxSteps(),
                NORMAL.unwatchedTime(),
                NORMAL.unwatchedCharacters());
        EngineSettings normal = EngineSettings.DEFAULT;
        return new EngineSettings(impatient, normal.maxActive(), normal.maxText(), normal.onLeave());
    }

    @Test
    void anEndThatTheStoreTakesLateFreesTheConversation() throws InterruptedException {
        refusing.begin();
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("All of it").finish();
        passUntil("nobody waits for the store any more", () -> hasEnded(accepted));
        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Failure(
                        "The answer could not be stored. Copy what you need of it.", "store-unavailable"));

        refusing.end();
        passUntil("the end is stored", () -> attention(id) == Attention.FINISHED);

        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("All of it");
        assertThat(message(id, accepted.assistantMessageId()).status()).isEqualTo(MessageStatus.COMPLETE);
        exchange(id, "Again", "Yes.");
    }

    @Test
    void anotherConversationIsNotKeptWaiting() throws InterruptedException {
        refusing.begin();
        Accepted stuck = send(conversation(), "Hello");
        model.nextCall().say("Stuck").finish();
        chunksUntil(stuck.generationId(), chunk -> chunk instanceof Chunk.FinishStep);
        refusing.awaitRefusals(1);
        refusing.end();

        exchange(conversation(), "Hello", "Here.");
        passUntil("the end is stored", () -> hasEnded(stuck));
        assertThat(chunksToTheEnd(stuck.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
    }

    @Test
    void aStopSaysThatItsEndIsNotStoredYetAndSaysTheEndOnceItIs() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        var call = model.nextCall();
        call.say("Half of");
        chunksUntil(accepted.generationId(), chunk -> chunk instanceof Chunk.TextDelta);
        refusing.begin();

        var stop = new FutureTask<>(() -> engine.answers().stop(ANN, accepted.generationId()));
        Thread.ofVirtual().start(stop);
        passUntil("the stop is answered", stop::isDone);

        assertThatThrownBy(stop::get).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(call.isClosed()).isTrue();
        refusing.end();
        passUntil("the end is stored", () -> attention(id) == Attention.STOPPED);
        var report = engine.answers().stop(ANN, accepted.generationId());
        assertThat(report.state()).isEqualTo(GenerationPhase.STOPPED);
        assertThat(report.savedCharacters()).isEqualTo("Half of".length());
    }

    private boolean hasEnded(Accepted accepted) {
        return chunksSoFar(accepted.generationId()).getLast() instanceof Chunk.Terminal;
    }

    /** Lets time pass, as much as it takes. */
    private void passUntil(String what, BooleanSupplier claim) {
        Await.until(what, LONG, () -> {
            time.advance(Duration.ofMillis(500));
            return claim.getAsBoolean();
        });
    }
}
