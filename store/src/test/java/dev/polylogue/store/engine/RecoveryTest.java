package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.checkpoint.Checkpointer;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process leaves behind, by its own end or by a crash, and what the next one makes of it. */
class RecoveryTest extends OnSqlite {

    private void checkpoint(ConversationId id, Accepted accepted, String expected) throws InterruptedException {
        time.awaitTimers(2);
        time.advance(Checkpointer.INTERVAL);
        Await.until("the checkpoint is written", LONG, () -> message(id, accepted.assistantMessageId())
                .text()
                .equals(expected));
    }

    @Test
    void aCrashLeavesTheTextOfTheLastCheckpointAndTheAnswerCanBeGoneOnWith() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Count");
        ScriptedProvider.Call call = model.nextCall();
        call.say("One").say(", two");
        checkpoint(id, accepted, "One, two");
        call.say(", and this is lost");

        crash();

        var message = message(id, accepted.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(message.text()).isEqualTo("One, two");
        assertThat(attention(id)).isEqualTo(Attention.INTERRUPTED);
        assertThat(engine.answers().active(ANN)).isEmpty();
        assertThat(engine.answers().stop(ANN, accepted.generationId()).state()).isEqualTo(GenerationPhase.INTERRUPTED);

        Accepted more = engine.answers().goOn(ANN, id, accepted.assistantMessageId(), new ContinueMessage(null), null);
        ScriptedProvider.Call next = model.nextCall();
        assertThat(next.request().prompt())
                .containsExactly(new PromptMessage.User("Count"), new PromptMessage.Assistant("One, two"));
        next.say(", three.").finish();
        chunksToTheEnd(more.generationId());
        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("One, two, three.");
    }

    @Test
    void aCrashBeforeTheFirstCheckpointLeavesAnInterruptedAnswer() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Count");
        model.nextCall().say("Never written");

        crash();

        assertThat(message(id, accepted.userMessageId()).text()).isEqualTo("Count");
        assertThat(message(id, accepted.assistantMessageId()).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(message(id, accepted.assistantMessageId()).text()).isEmpty();
    }

    @Test
    void aCrashWhileAnAnswerGoesOnKeepsWhatItHad() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Count");
        model.nextCall().say("One");
        engine.answers().stop(ANN, accepted.generationId());
        engine.answers().goOn(ANN, id, accepted.assistantMessageId(), new ContinueMessage(null), null);
        model.nextCall().say(", lost");

        crash();

        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("One");
        assertThat(message(id, accepted.assistantMessageId()).status()).isEqualTo(MessageStatus.INTERRUPTED);
    }

    @Test
    void aCrashInTheQueueLeavesAnInterruptedAnswer() throws InterruptedException {
        sendNarrow(conversation(), "First");
        narrow.nextCall();
        var id = conversation();
        sendNarrow(id, "Second");

        crash();

        assertThat(attention(id)).isEqualTo(Attention.INTERRUPTED);
        Accepted again = sendNarrow(id, "Third");
        narrow.nextCall().finish();
        assertThat(chunksToTheEnd(again.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
    }

    @Test
    void aShutdownStopsWhatRunsAndKeepsAllOfItsText() throws InterruptedException {
        var streaming = conversation();
        Accepted one = sendNarrow(streaming, "One");
        ScriptedProvider.Call call = narrow.nextCall();
        call.say("All that came");
        var queued = conversation();
        Accepted two = sendNarrow(queued, "Two");
        var waiting = conversation();
        Accepted three = send(waiting, "Three");
        model.nextCall().ask("Which?");
        awaitPhase(three.generationId(), GenerationPhase.AWAITING_INPUT);

        restart();

        assertThat(call.isClosed()).isTrue();
        assertThat(message(streaming, one.assistantMessageId()).text()).isEqualTo("All that came");
        assertThat(message(streaming, one.assistantMessageId()).stopCause()).isEqualTo(StopCause.SHUTDOWN);
        assertThat(message(queued, two.assistantMessageId()).stopCause()).isEqualTo(StopCause.SHUTDOWN);
        assertThat(attention(waiting)).isEqualTo(Attention.WAITING);
        assertThat(storedPhase(three.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
    }

    @Test
    void nothingIsTakenOnceTheServerGoesDown() {
        engine.close();

        assertThat(refusal(() -> send(conversation(), "Hello"))).isEqualTo(ErrorCode.SHUTTING_DOWN);
        assertThat(model.started()).isZero();
    }

    @Test
    void aReaderOfAWaitingAnswerGoesOnAtItsOffsetAfterACrash() throws InterruptedException {
        Accepted accepted = send(conversation(), "Choose");
        model.nextCall().say("Well").ask("Which?");
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
        List<Chunk> before = chunksSoFar(accepted.generationId());

        crash();
        assertThat(chunksSoFar(accepted.generationId())).isEqualTo(before);
        restart();
        assertThat(chunksSoFar(accepted.generationId())).isEqualTo(before);
    }
}
