package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore.Adding;
import dev.polylogue.engine.store.FollowUpStore.Next;
import dev.polylogue.engine.store.FollowUpStore.Place;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.followup.FollowUpsSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.PageId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits to be sent: its order, its pauses, and that it leaves exactly once. */
public abstract class StoreContractFollowUps extends StoreContract {

    private static final int MAX = 3;

    private ConversationId conversation;
    private NewGeneration streaming;

    @BeforeEach
    final void stream() {
        conversation = conversationId();
        streaming = begun(ANN, conversation);
    }

    private FollowUp added(String text) {
        var followUp = new FollowUp(messageId(), text, NOON);
        assertThat(store.followUps().add(ANN, conversation, followUp, null, MAX))
                .isInstanceOf(Adding.Added.class);
        return followUp;
    }

    private FollowUps waiting() {
        return store.followUps().list(ANN, conversation).orElseThrow();
    }

    private List<String> texts() {
        return waiting().items().stream().map(FollowUp::text).toList();
    }

    private @Nullable FollowUpsSummary summary() {
        return conversation(ANN, conversation).summary().followUps();
    }

    /** The claim that makes a message of it. */
    private NewGeneration taking(FollowUp followUp) {
        var words = userMessage(followUp.id(), streaming.assistantMessageId(), followUp.text());
        return new NewGeneration(
                ANN,
                generationId(),
                requestId(),
                conversation,
                null,
                words,
                words.id(),
                messageId(),
                false,
                true,
                "guide/guide",
                null,
                NOON);
    }

    private void complete() {
        assertThat(store.generations().end(completed(streaming, "Done."))).isTrue();
    }

    private void stop() {
        assertThat(store.generations().end(stopped(streaming, "Do"))).isTrue();
    }

    @Test
    void theyWaitInTheOrderInWhichTheyCameAlsoAfterARestart() {
        var first = added("one");
        added("two");
        reopen();

        assertThat(texts()).containsExactly("one", "two");
        assertThat(waiting().items().getFirst()).isEqualTo(first);
        assertThat(waiting().paused()).isNull();
        assertThat(summary()).isEqualTo(new FollowUpsSummary(2, waiting().revision(), null));
    }

    @Test
    void theSameOneAgainChangesNothingAndTooManyAreRefused() {
        var first = added("one");
        added("two");
        added("three");
        var before = waiting();

        var again = store.followUps().add(ANN, conversation, first, null, MAX);
        var oneMore = store.followUps().add(ANN, conversation, new FollowUp(messageId(), "four", NOON), null, MAX);

        assertThat(again).isEqualTo(new Adding.Present(before));
        assertThat(oneMore).isEqualTo(new Adding.Full());
        assertThat(waiting()).isEqualTo(before);
    }

    @Test
    void anIdOfAnythingElseIsRefused() {
        var elsewhere = begun(ANN, conversationId());
        var taken = new FollowUp(elsewhere.userMessageId(), "one", NOON);
        var here = new FollowUp(streaming.userMessageId(), "one", NOON);

        assertThat(store.followUps().add(ANN, conversation, taken, null, MAX)).isEqualTo(new Adding.IdTaken());
        assertThat(store.followUps().add(ANN, conversation, here, null, MAX)).isInstanceOf(Adding.Present.class);
        assertThat(texts()).isEmpty();
    }

    @Test
    void oneIsChangedMovedAndTakenAway() {
        var one = added("one");
        var two = added("two");
        var three = added("three");

        store.followUps().change(ANN, conversation, three.id(), new ChangeFollowUp("drei", 0));
        assertThat(texts()).containsExactly("drei", "one", "two");
        store.followUps().change(ANN, conversation, three.id(), new ChangeFollowUp(null, 99));
        assertThat(texts()).containsExactly("one", "two", "drei");
        assertThat(store.followUps().remove(ANN, conversation, two.id())).isTrue();
        assertThat(store.followUps().remove(ANN, conversation, two.id())).isFalse();
        assertThat(store.followUps().change(ANN, conversation, two.id(), new ChangeFollowUp("zwei", null)))
                .isEmpty();
        assertThat(texts()).containsExactly("one", "drei");
        assertThat(store.followUps().remove(ANN, conversation, one.id())).isTrue();
    }

    @Test
    void everyChangeRaisesTheRevision() {
        long empty = waiting().revision();
        var one = added("one");
        long added = waiting().revision();
        store.followUps().change(ANN, conversation, one.id(), new ChangeFollowUp("eins", null));
        long changed = waiting().revision();
        store.followUps().pause(ANN, conversation, FollowUpPause.FAILED);
        long paused = waiting().revision();
        store.followUps().resume(ANN, conversation);

        assertThat(List.of(empty, added, changed, paused, waiting().revision()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theFirstGoesWhenTheAnswerCameToItsEndAndNotBefore() {
        var one = added("one");
        added("two");

        assertThat(store.followUps().next(ANN, conversation)).isEmpty();
        assertThat(store.followUps().ready()).isEmpty();
        complete();

        assertThat(store.followUps().next(ANN, conversation)).contains(new Next(one, null));
        assertThat(store.followUps().ready()).containsExactly(new Place(ANN, conversation));
    }

    @Test
    void itIsTakenByTheClaimThatMakesItAMessage() {
        var one = added("one");
        added("two");
        complete();
        var taking = taking(one);

        begin(taking);

        assertThat(texts()).containsExactly("two");
        assertThat(store.conversations().message(ANN, conversation, one.id())).isPresent();
        assertThat(store.generations().claim(taking)).isInstanceOf(Claim.Repeated.class);
        assertThat(store.followUps().add(ANN, conversation, one, null, MAX)).isInstanceOf(Adding.Present.class);
        assertThat(texts()).containsExactly("two");
    }

    @Test
    void oneThatWasChangedMovedTakenAwayOrPausedMeanwhileIsNotClaimed() {
        var one = added("one");
        complete();

        store.followUps().change(ANN, conversation, one.id(), new ChangeFollowUp("eins", null));
        assertThat(store.generations().claim(taking(one))).isEqualTo(new Claim.Missing());
        var eins = new FollowUp(one.id(), "eins", NOON);
        var two = added("two");
        store.followUps().change(ANN, conversation, two.id(), new ChangeFollowUp(null, 0));
        assertThat(store.generations().claim(taking(eins))).isEqualTo(new Claim.Missing());
        store.followUps().remove(ANN, conversation, two.id());
        store.followUps().pause(ANN, conversation, FollowUpPause.STOPPED);
        assertThat(store.generations().claim(taking(eins))).isEqualTo(new Claim.Missing());
        store.followUps().resume(ANN, conversation);

        begin(taking(eins));
    }

    @Test
    void anUnhappyEndPausesThemUntilThePersonGoesOn() {
        added("one");
        stop();

        assertThat(waiting().paused()).isEqualTo(FollowUpPause.STOPPED);
        assertThat(Objects.requireNonNull(summary()).paused()).isEqualTo(FollowUpPause.STOPPED);
        assertThat(store.followUps().next(ANN, conversation)).isEmpty();
        assertThat(store.followUps().ready()).isEmpty();

        var resumed = store.followUps().resume(ANN, conversation).orElseThrow();
        assertThat(resumed.paused()).isNull();
        assertThat(store.followUps().next(ANN, conversation)).isPresent();
    }

    @Test
    void anAnswerThatIsBegunInAnotherWayEndsThePause() {
        added("one");
        stop();
        assertThat(waiting().paused()).isEqualTo(FollowUpPause.STOPPED);

        begin(regenerate(streaming));

        assertThat(waiting().paused()).isNull();
    }

    @Test
    void whereNothingWaitsNothingIsPaused() {
        stop();
        assertThat(waiting().paused()).isNull();

        var one = added("one");
        store.followUps().pause(ANN, conversation, FollowUpPause.FAILED);
        store.followUps().remove(ANN, conversation, one.id());
        added("two");

        assertThat(waiting().paused()).isNull();
    }

    @Test
    void aQuestionStandsInTheWayUntilItEnds() {
        added("one");
        assertThat(store.generations().await(tail(streaming, 0, opening(streaming)), 1, List.of(question(later(60)))))
                .isTrue();

        assertThat(waiting().paused()).isEqualTo(FollowUpPause.QUESTION);
        assertThat(Objects.requireNonNull(summary()).paused()).isEqualTo(FollowUpPause.QUESTION);
    }

    @Test
    void anInterruptedAnswerPausesThem() {
        added("one");
        reopen();
        store.generations().recover(NOON);

        assertThat(waiting().paused()).isEqualTo(FollowUpPause.INTERRUPTED);
    }

    @Test
    void theyGoWithTheirConversation() {
        added("one");
        store.conversations().delete(ANN, conversation, NOON);

        assertThat(store.followUps().list(ANN, conversation)).isEmpty();
        assertThat(store.followUps().ready()).isEmpty();
    }

    @Test
    void thePageThatLeftOneIsKept() {
        var one = new FollowUp(messageId(), "one", NOON);
        store.followUps().add(ANN, conversation, one, PageId.of("browser.page"), MAX);
        complete();

        assertThat(store.followUps().next(ANN, conversation)).contains(new Next(one, PageId.of("browser.page")));
    }

    @Test
    void nobodyElseSeesOrChangesThem() {
        var one = added("one");
        UserId stranger = BEN;

        assertThat(store.followUps().list(stranger, conversation)).isEmpty();
        assertThat(store.followUps().add(stranger, conversation, one, null, MAX))
                .isEqualTo(new Adding.Missing());
        assertThat(store.followUps().change(stranger, conversation, one.id(), new ChangeFollowUp("x", null)))
                .isEmpty();
        assertThat(store.followUps().remove(stranger, conversation, one.id())).isFalse();
        assertThat(store.followUps().resume(stranger, conversation)).isEmpty();
        assertThat(store.followUps().next(stranger, conversation)).isEmpty();
        assertThat(texts()).containsExactly("one");
    }
}
