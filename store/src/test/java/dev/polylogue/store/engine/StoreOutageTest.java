package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.generation.GenerationSettings;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import java.time.Duration;
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
                NORMAL.maxRetryDelay(),
                NORMAL.clarificationTtl(),
                Duration.ZERO);
        EngineSettings normal = EngineSettings.DEFAULT;
        return new EngineSettings(impatient, normal.maxActive(), normal.maxText(), normal.onLeave());
    }

    @Test
    void anEndThatTheStoreTakesLateFreesTheConversation() throws InterruptedException {
        refusing.begin();
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("All of it").finish();
        time.awaitTimers(3);
        time.advance(Duration.ofMillis(500));
        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Failure(
                        "The answer could not be stored. Copy what you need of it.", "store-unavailable"));

        refusing.end();
        time.awaitTimers(4);
        time.advance(Duration.ofSeconds(5));

        Await.until("the end is stored", LONG, () -> attention(id) == Attention.FINISHED);
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
        time.awaitTimers(4);
        time.advance(Duration.ofMillis(500));
        assertThat(chunksToTheEnd(stuck.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
    }
}
