package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer that goes on while nobody follows it ends after a time, or after so much text, and says so. */
final class UnwatchedTest extends OnSqlite {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_ALLOWED = 5;
    private static final int CHARACTERS_ALLOWED = 1_000;

    /** Checkpoints, expired questions, and this watch. */
    private static final int STANDING_TIMERS = 3;

    @Override
    protected EngineSettings settings() {
        EngineSettings normal = EngineSettings.DEFAULT;
        var short5 = normal.generation().unwatched(LOOK.multipliedBy(LOOKS_ALLOWED), CHARACTERS_ALLOWED);
        return new EngineSettings(short5, normal.maxActive(), normal.maxText(), normal.onLeave());
    }

    private void look(int times) throws InterruptedException {
        for (int count = 0; count < times; count++) {
            time.awaitTimers(STANDING_TIMERS);
            time.advance(LOOK);
        }
        time.awaitTimers(STANDING_TIMERS);
    }

    private ScriptedProvider.Call answering(Accepted accepted) throws InterruptedException {
        var call = model.nextCall();
        awaitPhase(accepted.generationId(), GenerationPhase.RUNNING);
        return call;
    }

    @Test
    void itIsStoppedWhenNobodyFollowedItForTheTimeThatIsSet() throws InterruptedException {
        ConversationId id = conversation();
        Accepted accepted = send(id, "Go on");
        var call = answering(accepted).say("and on");

        look(LOOKS_ALLOWED);
        assertThat(call.isClosed()).isFalse();
        look(2);
        call.awaitClosed();

        assertThat(chunksToTheEnd(accepted.generationId()).getLast()).isEqualTo(new Chunk.Abort(StopCause.DEADLINE));
        var message = message(id, accepted.assistantMessageId());
        assertThat(message.stopCause()).isEqualTo(StopCause.DEADLINE);
        assertThat(message.text()).isEqualTo("and on");
        assertThat(attention(id)).isEqualTo(Attention.STOPPED);
    }

    @Test
    void itIsStoppedWhenItGrewTooMuchSinceSomebodyFollowedIt() throws InterruptedException {
        Accepted accepted = send(conversation(), "Go on");
        var call = answering(accepted).say("x".repeat(CHARACTERS_ALLOWED * 3));
        look(1);
        call.say("x".repeat(CHARACTERS_ALLOWED - 1));
        look(2);
        assertThat(call.isClosed()).as("what somebody saw does not count").isFalse();

        call.say("x");
        look(1);

        call.awaitClosed();
    }

    @Test
    void whoFollowsItOrEverythingOfItsPersonKeepsItGoing() throws InterruptedException {
        Accepted one = send(conversation(), "Go on");
        var first = answering(one);
        Accepted two = send(conversation(), "Go on");
        var second = answering(two);
        try (var _ = log(one.generationId()).follow(0)) {
            look(LOOKS_ALLOWED * 3);
            assertThat(first.isClosed()).isFalse();
            second.awaitClosed();
        }
        try (var _ = engine.logs().follow(ANN, Optional.empty())) {
            look(LOOKS_ALLOWED * 3);
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void whoComesBackBeginsTheTimeAnew() throws InterruptedException {
        Accepted accepted = send(conversation(), "Go on");
        var call = answering(accepted);
        look(LOOKS_ALLOWED - 1);
        try (LogFollower _ = log(accepted.generationId()).follow(0)) {
            look(1);
        }

        look(LOOKS_ALLOWED);

        assertThat(call.isClosed()).isFalse();
    }

    @Test
    void oneThatWaitsForAPersonOrForItsTurnIsLeftAlone() throws InterruptedException {
        Accepted asking = send(conversation(), "Ask me");
        model.nextCall().ask("Which?");
        awaitPhase(asking.generationId(), GenerationPhase.AWAITING_INPUT);
        Accepted first = sendNarrow(conversation(), "first");
        narrow.nextCall();
        Accepted queued = sendNarrow(conversation(), "second");
        try (var _ = log(first.generationId()).follow(0)) {
            look(LOOKS_ALLOWED * 3);
        }

        assertThat(storedPhase(asking.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
        assertThat(storedPhase(queued.generationId())).isEqualTo(GenerationPhase.QUEUED);
    }
}
