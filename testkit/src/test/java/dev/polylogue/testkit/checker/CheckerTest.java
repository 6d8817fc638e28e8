package dev.polylogue.testkit.checker;

import static dev.polylogue.testkit.checker.Run.ANSWER;
import static dev.polylogue.testkit.checker.Run.CONVERSATION;
import static dev.polylogue.testkit.checker.Run.FINISH;
import static dev.polylogue.testkit.checker.Run.GENERATION;
import static dev.polylogue.testkit.checker.Run.OTHER;
import static dev.polylogue.testkit.checker.Run.SAID;
import static dev.polylogue.testkit.checker.Run.TEXT;
import static dev.polylogue.testkit.checker.Run.accepted;
import static dev.polylogue.testkit.checker.Run.answer;
import static dev.polylogue.testkit.checker.Run.chunks;
import static dev.polylogue.testkit.checker.Run.live;
import static dev.polylogue.testkit.checker.Run.question;
import static dev.polylogue.testkit.checker.Run.start;
import static dev.polylogue.testkit.checker.Run.stopped;
import static dev.polylogue.testkit.checker.Run.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CheckerTest {

    private final Run run = Run.exact();

    private void assertCaught(Invariant invariant, String words) {
        List<Violation> found = Checker.atRest().violations(run.history());
        assertThat(found)
                .as("violations")
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo(invariant))
                .anySatisfy(violation -> assertThat(violation.words()).contains(words));
    }

    private void assertFine() {
        Checker.atRest().judge(run.history());
    }

    private void view(Sight... sights) {
        run.views.add(new View("third", true, List.of(sights)));
    }

    @Test
    void anExactRunIsFine() {
        assertFine();
    }

    @Test
    void anAccusationNamesEachViolation() {
        run.stores.add(store(50));
        assertThatThrownBy(() -> Checker.atRest().judge(run.history()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 violations")
                .hasMessageContaining("DURABLE_BEFORE_SAID: the message " + Run.QUESTION);
    }

    @Test
    void aLostMessageIsCaught() {
        run.stores.set(0, store(40, answer(MessageStatus.COMPLETE, TEXT)));
        assertCaught(Invariant.DURABLE_BEFORE_SAID, "is not in the store, though 202 was said");
    }

    @Test
    void aMessageThatWasSaidAfterTheLookMayBeMissing() {
        run.stores.addFirst(store(5));
        assertFine();
    }

    @Test
    void anEndThatWasShownAndIsNotStoredIsCaught() {
        run.stores.set(0, store(40, question(), answer(MessageStatus.INTERRUPTED, TEXT)));
        assertCaught(Invariant.DURABLE_BEFORE_SAID, "is stored as INTERRUPTED, but followers saw it end COMPLETED");
    }

    @Test
    void aStopThatSavedMoreThanIsStoredIsCaught() {
        run.views.clear();
        run.told.add(stopped(30, GenerationPhase.STOPPED, 9));
        run.stores.set(0, store(40, question(), answer(MessageStatus.STOPPED, "one two ")));
        assertCaught(Invariant.DURABLE_BEFORE_SAID, "is stored with 8 characters, but a stop reported 9");
    }

    @Test
    void aStoredAnswerThatIsShorterThanTheShownOneIsCaught() {
        run.sent.clear();
        run.stores.set(0, store(40, question(), answer(MessageStatus.COMPLETE, "one two ")));
        assertCaught(Invariant.DURABLE_BEFORE_SAID, "but followers saw \"one two three \"");
    }

    @Test
    void anAnswerThatWasContinuedIsHeldAgainstItsLastGenerationOnly() {
        run.told.add(accepted(35, OTHER, ANSWER));
        run.stores.set(0, store(40, question(), answer(MessageStatus.INTERRUPTED, TEXT)));
        assertFine();
    }

    @Test
    void twoStreamingAnswersInOneConversationAreCaught() {
        var second = new MessageId(new UUID(3, 9));
        run.stores.addFirst(store(
                12,
                question(),
                answer(MessageStatus.STREAMING, ""),
                Run.message(second, Role.ASSISTANT, MessageStatus.STREAMING, "")));
        assertCaught(Invariant.ONE_ACTIVE, "2 streaming answers");
    }

    @Test
    void aGenerationThatBeginsBeforeTheOtherEndedIsCaught() {
        view(
                new Sight.Snapshot(15, List.of()),
                chunks(20, 0, start(SAID)),
                chunks(21, OTHER, 0, start(SAID)),
                chunks(22, 6, List.of(FINISH)));
        assertCaught(Invariant.ONE_ACTIVE, "while " + GENERATION + " had not ended");
    }

    @Test
    void aGenerationMayBeginInTheWindowOfTheOthersEnd() {
        view(
                new Sight.Snapshot(15, List.of()),
                chunks(20, 0, start(SAID)),
                chunks(22, OTHER, 0, start(SAID)),
                chunks(22, 6, List.of(FINISH)));
        assertFine();
    }

    @Test
    void twoLiveGenerationsOfOneConversationInASnapshotAreCaught() {
        view(new Sight.Snapshot(15, List.of(live(GENERATION, 0, ""), live(OTHER, 0, ""))));
        assertCaught(Invariant.ONE_ACTIVE, "two live generations");
    }

    @Test
    void aRequestThatBeginsTwoGenerationsIsCaught() {
        run.told.add(accepted(10, OTHER, ANSWER));
        assertThat(Checker.atRest().violations(run.history()))
                .anySatisfy(violation -> assertThat(violation.words()).contains("began both"));
    }

    @Test
    void aBusyAnswerThatNamesAnotherConversationsGenerationIsCaught() {
        var elsewhere = new ConversationId(new UUID(1, 2));
        run.told.add(new Told.Busy(11, 12, elsewhere, GENERATION));
        assertCaught(Invariant.ONE_ACTIVE, "which is of " + CONVERSATION);
    }

    @Test
    void twoDifferentEndsAreCaught() {
        view(new Sight.Opened(20, GENERATION, 6), chunks(30, 6, List.of(Run.ABORT)));
        assertThat(Checker.atRest().violations(run.history()))
                .anySatisfy(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.ONE_END));
    }

    @Test
    void aChunkBehindTheEndIsCaught() {
        view(new Sight.Opened(20, GENERATION, 6), chunks(30, 6, List.of(FINISH, FINISH)));
        assertCaught(Invariant.ONE_END, "at offset 7");
    }

    @Test
    void aReportOfAnotherEndIsCaught() {
        run.told.add(stopped(50, GenerationPhase.STOPPED, TEXT.length()));
        assertCaught(Invariant.ONE_END, "reports STOPPED, but followers saw");
    }

    @Test
    void twoReportsOfDifferentEndsAreCaught() {
        run.told.add(stopped(50, GenerationPhase.COMPLETED, TEXT.length()));
        run.told.add(stopped(51, GenerationPhase.FAILED, TEXT.length()));
        assertThat(Checker.atRest().violations(run.history()))
                .anySatisfy(violation -> assertThat(violation.words()).contains("report the ends"));
    }

    @Test
    void aSpinnerThatNeverEndsIsCaught() {
        run.views.clear();
        run.stores.set(0, store(40, question(), answer(MessageStatus.STREAMING, "one ")));
        assertCaught(Invariant.ONE_END, "still streams when all is over");
        assertThat(Checker.atAnyTime().violations(run.history())).isEmpty();
    }

    @Test
    void aGapIsCaught() {
        view(
                new Sight.Opened(20, GENERATION, 0),
                chunks(20, 0, start(SAID).subList(0, 2)),
                chunks(30, 6, List.of(FINISH)));
        assertCaught(Invariant.CONTIGUOUS_OFFSETS, "got chunk 6 of " + GENERATION + " where 2 was next");
    }

    @Test
    void aGapAfterAReconnectIsCaught() {
        view(
                new Sight.Snapshot(15, List.of(live(GENERATION, 3, "one "))),
                chunks(30, 5, List.of(start(SAID).get(5))));
        assertCaught(Invariant.CONTIGUOUS_OFFSETS, "where 3 was next");
    }

    @Test
    void repeatedChunksWithTheSameBytesAreFine() {
        view(
                new Sight.Opened(20, GENERATION, 0),
                chunks(20, 0, start(SAID)),
                new Sight.Opened(25, GENERATION, 0),
                chunks(30, 0, start(SAID)));
        assertFine();
    }

    @Test
    void otherBytesAtTheSameOffsetAreCaught() {
        view(new Sight.Opened(20, GENERATION, 0), chunks(20, 0, start(List.of("one ", "TWO ", "three "))));
        assertCaught(Invariant.CONTIGUOUS_OFFSETS, "TWO");
    }

    @Test
    void aSnapshotThatSaysAnotherTextThanItsChunksIsCaught() {
        view(new Sight.Snapshot(15, List.of(live(GENERATION, 4, "one "))));
        assertCaught(Invariant.CONTIGUOUS_OFFSETS, "got a snapshot of " + GENERATION + " up to 4");
    }

    @Test
    void aConversationThatComesBackAfterItsDeletionIsCaught() {
        run.told.add(new Told.Deleted(31, 32, CONVERSATION));
        assertCaught(Invariant.DELETED_IS_DELETED, "is in the store again at 40");
    }

    @Test
    void aDeletedConversationNeedNotBeInTheStore() {
        run.told.add(new Told.Deleted(31, 32, CONVERSATION));
        run.stores.set(0, new StoreView(40, 41, Map.of()));
        assertFine();
    }

    @Test
    void chunksBehindTheNewsOfADeletionAreCaught() {
        view(new Sight.Snapshot(15, List.of()), new Sight.DeletionTold(16, CONVERSATION), chunks(20, 0, start(SAID)));
        assertCaught(Invariant.DELETED_IS_DELETED, "after it was told");
    }

    @Test
    void wordsOfAnotherConversationAreCaught() {
        run.views.clear();
        run.stores.set(0, store(40, question(), answer(MessageStatus.INTERRUPTED, "one two four ")));
        assertCaught(Invariant.PREFIX_OF_SENT, "what the model did not");
    }

    @Test
    void wordsTwiceAreCaughtWhereFollowersSeeThem() {
        run.views.clear();
        view(new Sight.Opened(20, GENERATION, 0), chunks(20, 0, start(List.of("one ", "one "))));
        assertCaught(Invariant.PREFIX_OF_SENT, "saw what the model did not say");
    }

    @Test
    void aCompleteAnswerWithoutItsEndIsCaught() {
        run.views.clear();
        run.stores.set(0, store(40, question(), answer(MessageStatus.COMPLETE, "one two ")));
        assertCaught(Invariant.PREFIX_OF_SENT, "its end is missing");
    }

    @Test
    void anAnswerMayBeMadeOfThePrefixesOfSeveralCalls() {
        run.views.clear();
        run.sent.set(0, new Sent(ANSWER, List.of("one two lost", "two three lost", "three four")));
        run.stores.set(0, store(40, question(), answer(MessageStatus.COMPLETE, "one two three four")));
        assertFine();
    }

    @Test
    void aFollowerThatHasToWaitIsCaught() {
        view(new Sight.Opened(20, GENERATION, 0), chunks(60, 0, start(SAID)), chunks(80, 6, List.of(FINISH)));
        assertThat(Checker.atRest().andNobodyWaits(Duration.ofNanos(40)).violations(run.history()))
                .hasSize(1)
                .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.NOBODY_WAITS));
    }
}
