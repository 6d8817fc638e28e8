package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClarificationTest extends OnSqlite {

    private static AnswerClarification words(String text) {
        return new AnswerClarification(text, null);
    }

    private Clarification asked(Accepted accepted) throws InterruptedException {
        Clarification question = awaitQuestion(accepted.generationId()).data();
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
        return question;
    }

    @Test
    void aQuestionIsDurableBeforeItIsShown() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Book it");
        model.nextCall().say("One moment. ").ask("Which day?", "Monday", "Friday");

        Clarification question = awaitQuestion(accepted.generationId()).data();

        assertThat(question.question()).isEqualTo("Which day?");
        assertThat(question.options()).containsExactly("Monday", "Friday");
        assertThat(question.state()).isEqualTo(ClarificationState.WAITING);
        assertThat(attention(id)).isEqualTo(Attention.WAITING);
        assertThat(storedPhase(accepted.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
        Message message = message(id, accepted.assistantMessageId());
        assertThat(message.parts())
                .containsExactly(
                        new Part.Text("t0", "One moment. "),
                        new Part.Question(question.id().toString(), question));
    }

    @Test
    void theAnswerIsToldInTheNextStepOfTheSameMessage() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Book it");
        model.nextCall().say("One moment. ").ask("Which day?");
        Clarification question = asked(accepted);

        engine.answers().answer(ANN, question.id(), words("Friday"));

        ScriptedProvider.Call second = model.nextCall();
        assertThat(second.request().prompt())
                .containsExactly(
                        new PromptMessage.User("Book it"),
                        new PromptMessage.Assistant("One moment. "),
                        new PromptMessage.Asked("Which day?", "Friday"));
        assertThat(second.request().goesOn()).isFalse();
        second.say("Booked.").finish();
        List<Chunk> chunks = chunksToTheEnd(accepted.generationId());
        Clarification answered = question.ended(ClarificationState.ANSWERED, "Friday");
        assertThat(chunks)
                .containsSubsequence(
                        new Chunk.Question(question), new Chunk.Question(answered), new Chunk.TextStart("t1"));
        Message message = message(id, accepted.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(message.parts())
                .containsExactly(
                        new Part.Text("t0", "One moment. "),
                        new Part.Question(question.id().toString(), answered),
                        new Part.Text("t1", "Booked."));
    }

    @Test
    void aDeclinedQuestionIsToldAsSuch() throws InterruptedException {
        Accepted accepted = send(conversation(), "Book it");
        model.nextCall().ask("Which day?");
        engine.answers().decline(ANN, asked(accepted).id());

        ScriptedProvider.Call second = model.nextCall();
        assertThat(second.request().prompt()).endsWith(new PromptMessage.Asked("Which day?", null));
        second.finish();
    }

    /** The answer may come while the loop that asked is still on its way to wait for it. */
    @Test
    void theQuickestAnswerIsNotLost() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            Accepted accepted = send(conversation(), "Ask me");
            model.nextCall().ask("Which?");
            ClarificationId question =
                    awaitQuestion(accepted.generationId()).data().id();
            engine.answers().answer(ANN, question, words("This"));

            model.nextCall().say("Thanks.").finish();
            assertThat(chunksToTheEnd(accepted.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
        }
    }

    @Test
    void whileItWaitsItHoldsNoPermit() throws InterruptedException {
        Accepted asking = sendNarrow(conversation(), "Ask me");
        narrow.nextCall().ask("Which?");
        Clarification question = asked(asking);

        Accepted other = sendNarrow(conversation(), "Me too");
        ScriptedProvider.Call call = narrow.nextCall();
        engine.answers().answer(ANN, question.id(), words("This"));
        chunksUntil(asking.generationId(), chunk -> chunk instanceof Chunk.Queue);
        call.finish();
        chunksToTheEnd(other.generationId());
        narrow.nextCall().finish();
        chunksToTheEnd(asking.generationId());
        assertThat(narrow.mostOpen()).isEqualTo(1);
    }

    @Test
    void twoConversationsEachWaitForTheirOwnAnswer() throws InterruptedException {
        Accepted one = send(conversation(), "One");
        model.nextCall().ask("First?");
        Clarification first = asked(one);
        Accepted two = send(conversation(), "Two");
        model.nextCall().ask("Second?");
        Clarification second = asked(two);

        engine.answers().answer(ANN, second.id(), words("two"));
        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt()).endsWith(new PromptMessage.Asked("Second?", "two"));
        call.finish();
        chunksToTheEnd(two.generationId());

        assertThat(storedPhase(one.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
        engine.answers().answer(ANN, first.id(), words("one"));
        model.nextCall().finish();
        chunksToTheEnd(one.generationId());
    }

    @Test
    void answeringTwiceTheSameIsOnceAndOtherwiseRefused() throws InterruptedException {
        Accepted accepted = send(conversation(), "Ask me");
        model.nextCall().ask("Which?");
        Clarification question = asked(accepted);
        engine.answers().answer(ANN, question.id(), words("This"));

        engine.answers().answer(ANN, question.id(), words("This"));
        assertThat(refusal(() -> engine.answers().answer(ANN, question.id(), words("That"))))
                .isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(refusal(() -> engine.answers().decline(ANN, question.id()))).isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(refusal(() -> engine.answers().answer(ANN, question.id(), words(" "))))
                .isEqualTo(ErrorCode.EMPTY_MESSAGE);
        model.nextCall().finish();
        chunksToTheEnd(accepted.generationId());
        assertThat(model.started()).isEqualTo(2);
    }

    @Test
    void aQuestionThatNobodyAnswersExpiresAndTheAnswerGoesOn() throws InterruptedException {
        Accepted accepted = send(conversation(), "Ask me");
        model.nextCall().ask("Which?");
        Clarification question = asked(accepted);
        assertThat(question.expiresAt())
                .isEqualTo(time.now().plus(settings().generation().clarificationTtl()));

        time.jump(settings().generation().clarificationTtl());
        time.advance(ExpiryWatch.INTERVAL);

        ScriptedProvider.Call second = model.nextCall();
        assertThat(second.request().prompt()).endsWith(new PromptMessage.Asked("Which?", null));
        second.finish();
        assertThat(chunksToTheEnd(accepted.generationId()))
                .contains(new Chunk.Question(question.ended(ClarificationState.EXPIRED, null)));
    }

    @Test
    void aQuestionOutlivesARestartAndIsAnsweredAfterIt() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Book it");
        model.nextCall().say("One moment. ").ask("Which day?");
        Clarification question = asked(accepted);
        List<Chunk> before = chunksSoFar(accepted.generationId());

        restart();

        assertThat(attention(id)).isEqualTo(Attention.WAITING);
        assertThat(chunksSoFar(accepted.generationId())).startsWith(before.toArray(Chunk[]::new));
        assertThat(engine.answers().active(ANN)).hasSize(1);
        engine.answers().answer(ANN, question.id(), words("Friday"));
        ScriptedProvider.Call second = model.nextCall();
        assertThat(second.request().prompt())
                .containsExactly(
                        new PromptMessage.User("Book it"),
                        new PromptMessage.Assistant("One moment. "),
                        new PromptMessage.Asked("Which day?", "Friday"));
        second.say("Booked.").finish();
        chunksToTheEnd(accepted.generationId());
        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("One moment. Booked.");
        assertThat(attention(id)).isEqualTo(Attention.FINISHED);
    }

    @Test
    void aQuestionOutlivesACrash() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Book it");
        model.nextCall().ask("Which day?");
        Clarification question = asked(accepted);

        crash();

        assertThat(attention(id)).isEqualTo(Attention.WAITING);
        engine.answers().stop(ANN, accepted.generationId());
        assertThat(message(id, accepted.assistantMessageId()).status()).isEqualTo(MessageStatus.STOPPED);
        assertThat(refusal(() -> engine.answers().decline(ANN, question.id()))).isEqualTo(ErrorCode.WRONG_STATE);
    }

    @Test
    void whenTheConversationIsDeletedTheQuestionIsGone() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Ask me");
        model.nextCall().ask("Which?");
        Clarification question = asked(accepted);

        engine.conversations().delete(ANN, id);

        assertThat(refusal(() -> engine.answers().answer(ANN, question.id(), words("This"))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(store.generations().find(ANN, accepted.generationId())).isEqualTo(Optional.empty());
        Await.until("nothing is active", Duration.ofSeconds(20), () -> engine.answers()
                .active(ANN)
                .isEmpty());
    }
}
