package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AddFollowUp;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "Send when finished": in exact order, one at a time, and only while all goes well. */
final class FollowUpTest extends OnSqlite {

    private ConversationId conversation;

    @BeforeEach
    void begin() {
        conversation = conversation();
    }

    private FollowUp add(String text) {
        return engine.followUps()
                .add(ANN, conversation, new AddFollowUp(null, text), null)
                .followUps()
                .items()
                .getLast();
    }

    private FollowUps waiting() {
        return engine.followUps().list(ANN, conversation);
    }

    private List<String> texts() {
        return waiting().items().stream().map(FollowUp::text).toList();
    }

    /** What the person said so far, in the order in which it was said. */
    private List<String> said() {
        return store.conversations().messages(ANN, conversation).stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .toList();
    }

    private ScriptedProvider.Call nextCallFor(String text) throws InterruptedException {
        var call = model.nextCall();
        assertThat(call.request().prompt().getLast()).isEqualTo(new PromptMessage.User(text));
        return call;
    }

    @Test
    void theyGoInOrderEachWhenTheAnswerBeforeHasEnded() throws InterruptedException {
        send(conversation, "one");
        var first = nextCallFor("one");
        add("two");
        add("three");
        assertThat(texts()).containsExactly("two", "three");
        first.say("1").finish();

        var second = nextCallFor("two");
        assertThat(texts()).containsExactly("three");
        assertThat(model.started()).isEqualTo(2);
        second.say("2").finish();
        nextCallFor("three").say("3").finish();

        assertThat(texts()).isEmpty();
        assertThat(said()).containsExactly("one", "two", "three");
    }

    @Test
    void itsMessageHasItsIdAndHangsBelowTheAnswerBefore() throws InterruptedException {
        Accepted one = send(conversation, "one");
        var first = nextCallFor("one");
        var two = add("two");
        first.say("1").finish();
        nextCallFor("two");

        assertThat(message(conversation, two.id()).parentId()).isEqualTo(one.assistantMessageId());
    }

    @Test
    void whereNothingStreamsItGoesAtOnce() throws InterruptedException {
        exchange(conversation, "one", "1");

        add("two");

        nextCallFor("two").say("2").finish();
        assertThat(texts()).isEmpty();
    }

    @Test
    void oneCanBeChangedMovedAndTakenAwayWhileItWaits() throws InterruptedException {
        send(conversation, "one");
        var first = nextCallFor("one");
        var two = add("two");
        var three = add("three");
        var four = add("four");

        engine.followUps().change(ANN, conversation, four.id(), new ChangeFollowUp("vier", 0));
        engine.followUps().remove(ANN, conversation, three.id());
        first.say("1").finish();

        nextCallFor("vier").say("4").finish();
        nextCallFor("two").say("2").finish();
        assertThat(refusal(() -> engine.followUps().remove(ANN, conversation, two.id())))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aStopPausesThemUntilThePersonResumes() throws InterruptedException {
        Accepted one = send(conversation, "one");
        nextCallFor("one").say("1");
        add("two");

        engine.answers().stop(ANN, one.generationId());

        assertThat(waiting().paused()).isEqualTo(FollowUpPause.STOPPED);
        assertThat(engine.answers().active(ANN)).isEmpty();
        engine.followUps().resume(ANN, conversation);
        nextCallFor("two");
        assertThat(waiting().paused()).isNull();
    }

    @Test
    void afterAFailureWithNothingWaitingOneGoesAtOnce() throws InterruptedException {
        Accepted one = send(conversation, "one");
        nextCallFor("one").fail("It broke.");
        chunksToTheEnd(one.generationId());

        add("two");

        nextCallFor("two");
    }

    @Test
    void aFailurePausesWhatWaitsAndContinueEndsThePause() throws InterruptedException {
        Accepted one = send(conversation, "one");
        var first = nextCallFor("one").say("1");
        add("two");
        first.fail("It broke.");
        chunksToTheEnd(one.generationId());
        assertThat(waiting().paused()).isEqualTo(FollowUpPause.FAILED);

        engine.answers().goOn(ANN, conversation, one.assistantMessageId(), new ContinueMessage(null), null);
        assertThat(waiting().paused()).isNull();
        model.nextCall().say("and more").finish();

        nextCallFor("two");
    }

    @Test
    void aQuestionGoesBeforeThem() throws InterruptedException {
        Accepted one = send(conversation, "one");
        var first = nextCallFor("one");
        add("two");
        first.ask("Which?");
        var question = awaitQuestion(one.generationId());
        awaitPhase(one.generationId(), GenerationPhase.AWAITING_INPUT);

        assertThat(waiting().paused()).isEqualTo(FollowUpPause.QUESTION);
        engine.answers().answer(ANN, question.data().id(), new AnswerClarification("this", null));
        model.nextCall().say("1").finish();

        nextCallFor("two");
    }

    @Test
    void theyOutliveTheProcessAndWaitForThePersonAfterACrash() throws InterruptedException {
        send(conversation, "one");
        nextCallFor("one").say("1");
        add("two");

        crash();

        assertThat(texts()).containsExactly("two");
        assertThat(waiting().paused()).isEqualTo(FollowUpPause.INTERRUPTED);
        engine.followUps().resume(ANN, conversation);
        nextCallFor("two");
    }

    @Test
    void oneThatWasToGoWhenTheProcessDiedGoesAtTheNextStart() throws InterruptedException {
        exchange(conversation, "one", "1");
        store.followUps().add(ANN, conversation, new FollowUp(new MessageId(ids.next()), "two", time.now()), null, 1);

        crash();

        nextCallFor("two");
        assertThat(texts()).isEmpty();
    }

    @Test
    void blankTextAndTooManyAreRefused() throws InterruptedException {
        send(conversation, "one");
        nextCallFor("one");

        assertThat(refusal(() -> add(" "))).isEqualTo(ErrorCode.EMPTY_MESSAGE);
        for (int count = 0; count < 50; count++) {
            add("text " + count);
        }
        assertThat(refusal(() -> add("one more"))).isEqualTo(ErrorCode.QUEUE_FULL);
    }

    @Test
    void aDeletedConversationSendsNothingMore() throws InterruptedException {
        send(conversation, "one");
        nextCallFor("one");
        add("two");

        engine.conversations().delete(ANN, conversation);

        assertThat(refusal(this::waiting)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(store.followUps().ready()).isEmpty();
        assertThat(engine.answers().active(ANN)).isEmpty();
    }
}
