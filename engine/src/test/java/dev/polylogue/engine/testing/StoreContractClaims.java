package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a conversation is claimed for a generation, and every way in which it is not. */
public abstract class StoreContractClaims extends StoreContract {

    @Test
    void aSendIntoADeletedConversationMakesItNotAnewUnlessItsPersonDid() {
        var deleted = answered(ANN, conversationId(), "Yes.").conversationId();
        store.conversations().delete(ANN, deleted, NOON);
        reopen();

        assertThat(store.generations().claim(send(ANN, deleted, null))).isEqualTo(new Claim.Missing());
        assertThat(store.conversations().find(ANN, deleted)).isEmpty();
        assertThat(store.generations().claim(send(BEN, deleted, null))).isInstanceOf(Claim.Begun.class);

        store.conversations().create(ANN, conversation(deleted));
        assertThat(store.generations().claim(send(ANN, deleted, null))).isInstanceOf(Claim.Begun.class);
    }

    @Test
    void aRequestOfADeletedConversationBeginsNothingInTheOneMadeAnew() {
        var wish = send(ANN, conversationId(), null);
        begin(wish);
        store.conversations().delete(ANN, wish.conversationId(), NOON);
        store.conversations().create(ANN, conversation(wish.conversationId()));
        reopen();

        assertThat(store.generations().claim(wish)).isEqualTo(new Claim.Missing());
        assertThat(store.conversations().messages(ANN, wish.conversationId())).isEmpty();
        store.generations().recover(NOON.plus(Duration.ofDays(8)));
        assertThat(store.generations().claim(wish)).isInstanceOf(Claim.Begun.class);
    }

    @Test
    void afterAWeekADeletedIdIsLikeAnyOther() {
        var deleted = answered(ANN, conversationId(), "Yes.").conversationId();
        store.conversations().delete(ANN, deleted, NOON);

        store.generations().recover(NOON.plus(Duration.ofDays(8)));

        assertThat(store.generations().claim(send(ANN, deleted, null))).isInstanceOf(Claim.Begun.class);
    }

    @Test
    void aClaimMakesTheConversationAndBothMessages() {
        var generation = send(ANN, conversationId(), null);

        var begun = begin(generation);

        assertThat(begun.isNewConversation()).isTrue();
        var summary = begun.conversation().summary();
        assertThat(summary.attention()).isEqualTo(Attention.QUEUED);
        assertThat(summary.activeGenerationId()).isEqualTo(generation.id());
        assertThat(summary.messageCount()).isEqualTo(2);
        assertThat(summary.model()).isEqualTo("guide/guide");
        assertThat(begun.conversation().activeLeafId()).isEqualTo(generation.assistantMessageId());
        assertThat(begun.conversation()).isEqualTo(conversation(ANN, generation.conversationId()));
        assertThat(store.conversations().messages(ANN, generation.conversationId()))
                .containsExactly(userMessageOf(generation), message(generation));
        assertThat(message(generation).status()).isEqualTo(MessageStatus.STREAMING);
        assertThat(message(generation).parts()).isEmpty();
    }

    @Test
    void aConversationThatAClaimMakesWasUpdatedWhenItWasClaimed() {
        var begun = begin(at(send(ANN, conversationId(), null), 60));

        assertThat(begun.conversation().createdAt()).isEqualTo(NOON);
        assertThat(begun.conversation().summary().updatedAt()).isEqualTo(later(60));
    }

    @Test
    void aClaimOfAConversationThatIsThereKeepsItAndMovesItUp() {
        var id = conversationId();
        store.conversations().create(ANN, conversation(id));
        var first = answered(ANN, id, "A fold is a crease.");
        var second = at(send(ANN, id, first.assistantMessageId()), 60);

        var begun = begin(second);

        assertThat(begun.isNewConversation()).isFalse();
        assertThat(begun.conversation().summary().messageCount()).isEqualTo(4);
        assertThat(begun.conversation().summary().updatedAt()).isEqualTo(later(60));
        assertThat(begun.conversation().createdAt()).isEqualTo(NOON);
    }

    @Test
    void whatWasClaimedIsFoundAsItIs() {
        var wish = withPage(send(ANN, conversationId(), null), new PageId("browser", "page"));
        begin(wish);

        var found = store.generations().find(ANN, wish.id()).orElseThrow();

        assertThat(found.owner()).isEqualTo(ANN);
        assertThat(found.conversationId()).isEqualTo(wish.conversationId());
        assertThat(found.userMessageId()).isEqualTo(wish.userMessageId());
        assertThat(found.assistantMessageId()).isEqualTo(wish.assistantMessageId());
        assertThat(found.page()).isEqualTo(new PageId("browser", "page"));
        assertThat(found.phase()).isEqualTo(GenerationPhase.QUEUED);
        assertThat(found.step()).isEqualTo(1);
        assertThat(found.stopCause()).isNull();
        assertThat(found.savedCharacters()).isZero();
        assertThat(found.startedAt()).isEqualTo(NOON);
    }

    @Test
    void aHeldConversationIsBusyAndNothingIsStored() {
        var holder = begun(ANN, conversationId());

        var claim = store.generations().claim(send(ANN, holder.conversationId(), null));

        assertThat(claim).isEqualTo(new Claim.Busy(holder.id()));
        assertThat(store.conversations().messages(ANN, holder.conversationId())).hasSize(2);
        assertThat(conversation(ANN, holder.conversationId()).summary().messageCount())
                .isEqualTo(2);
    }

    @Test
    void aConversationIsFreeAgainAfterTheEnd() {
        var first = answered(ANN, conversationId(), "Yes.");

        begin(send(ANN, first.conversationId(), first.assistantMessageId()));
    }

    @Test
    void twoConversationsAreHeldAtOnce() {
        var first = begun(ANN, conversationId());
        var second = begun(ANN, conversationId());

        assertThat(attention(ANN, first.conversationId())).isEqualTo(Attention.QUEUED);
        assertThat(attention(ANN, second.conversationId())).isEqualTo(Attention.QUEUED);
    }

    @Test
    void theSameRequestGivesWhatItBeganWhileThatIsActive() {
        var first = begun(ANN, conversationId());

        var claim = store.generations().claim(sameRequest(first));

        var expected = store.generations().find(ANN, first.id()).orElseThrow();
        assertThat(claim).isEqualTo(new Claim.Repeated(expected));
        assertThat(store.conversations().messages(ANN, first.conversationId())).hasSize(2);
    }

    @Test
    void theSameRequestGivesWhatItBeganAfterItsEndAndARestart() {
        var first = answered(ANN, conversationId(), "Yes.");
        reopen();

        var claim = store.generations().claim(sameRequest(first));

        assertThat(claim).isInstanceOf(Claim.Repeated.class);
        var repeated = ((Claim.Repeated) claim).generation();
        assertThat(repeated.id()).isEqualTo(first.id());
        assertThat(repeated.phase()).isEqualTo(GenerationPhase.COMPLETED);
        assertThat(repeated.savedCharacters()).isEqualTo(4);
        assertThat(conversation(ANN, first.conversationId()).summary().messageCount())
                .isEqualTo(2);
    }

    @Test
    void aConversationThatIsNotThereAndIsNotToBeMadeIsMissing() {
        var claim = store.generations().claim(withoutConversation(send(ANN, conversationId(), null)));

        assertThat(claim).isEqualTo(new Claim.Missing());
    }

    @Test
    void aParentThatIsNotThereIsMissingAndNothingIsStored() {
        var wish = send(ANN, conversationId(), messageId());

        assertThat(store.generations().claim(wish)).isEqualTo(new Claim.Missing());
        assertThat(store.conversations().find(ANN, wish.conversationId())).isEmpty();
        assertThat(store.generations().find(ANN, wish.id())).isEmpty();
    }

    @Test
    void aParentInAnotherConversationIsMissing() {
        var elsewhere = answered(ANN, conversationId(), "Yes.");
        var here = answered(ANN, conversationId(), "No.");

        var claim = store.generations().claim(send(ANN, here.conversationId(), elsewhere.assistantMessageId()));

        assertThat(claim).isEqualTo(new Claim.Missing());
    }

    @Test
    void aMessageIdThatTheOwnerUsedAnywhereIsTakenAndNothingIsStored() {
        var used = answered(ANN, conversationId(), "Yes.");
        var wish = send(ANN, conversationId(), null);
        var words = userMessage(used.userMessageId(), null, "Again");

        var claim = store.generations().claim(with(wish, words, words.id(), wish.assistantMessageId()));

        assertThat(claim).isEqualTo(new Claim.IdTaken());
        assertThat(store.conversations().find(ANN, wish.conversationId())).isEmpty();
    }

    @Test
    void anotherAnswerStandsBesideTheFirst() {
        var first = answered(ANN, conversationId(), "Yes.");
        var second = regenerate(first);

        var begun = begin(second);

        assertThat(begun.conversation().summary().messageCount()).isEqualTo(3);
        assertThat(begun.conversation().activeLeafId()).isEqualTo(second.assistantMessageId());
        assertThat(message(second).parentId()).isEqualTo(first.userMessageId());
        assertThat(message(first).parentId()).isEqualTo(first.userMessageId());
        assertThat(message(first).status()).isEqualTo(MessageStatus.COMPLETE);
    }

    @Test
    void anotherAnswerToAMessageThatIsNotThereOrNotAPersonsIsMissing() {
        var first = answered(ANN, conversationId(), "Yes.");

        var toNothing = with(regenerate(first), null, messageId(), messageId());
        var toAnAnswer = with(regenerate(first), null, first.assistantMessageId(), messageId());

        assertThat(store.generations().claim(toNothing)).isEqualTo(new Claim.Missing());
        assertThat(store.generations().claim(toAnAnswer)).isEqualTo(new Claim.Missing());
    }

    @Test
    void aStoppedAnswerGoesOnInTheSameMessage() {
        var first = begun(ANN, conversationId());
        store.generations().end(stopped(first, "A fold is"));

        var begun = begin(goOn(first));

        assertThat(begun.conversation().summary().messageCount()).isEqualTo(2);
        assertThat(begun.conversation().activeLeafId()).isEqualTo(first.assistantMessageId());
        assertThat(message(first).status()).isEqualTo(MessageStatus.STREAMING);
        assertThat(message(first).stopCause()).isNull();
        assertThat(message(first).parts()).containsExactly(new Part.Text("t1", "A fold is"));
    }

    @Test
    void aWholeAnswerOrAPersonsMessageIsNotGoneOnWith() {
        var first = answered(ANN, conversationId(), "Yes.");
        var personsWords = again(first, first.userMessageId());

        assertThat(store.generations().claim(goOn(first))).isEqualTo(new Claim.Missing());
        assertThat(store.generations().claim(personsWords)).isEqualTo(new Claim.Missing());
        assertThat(store.generations().claim(again(first, messageId()))).isEqualTo(new Claim.Missing());
    }

    @Test
    void anEditStandsBesideTheMessageThatItReplaces() {
        var first = answered(ANN, conversationId(), "Yes.");
        var edit = withoutConversation(send(ANN, first.conversationId(), null));

        begin(edit);

        assertThat(store.conversations().messages(ANN, first.conversationId()))
                .extracting(Message::id)
                .containsExactly(
                        first.userMessageId(),
                        first.assistantMessageId(),
                        edit.userMessageId(),
                        edit.assistantMessageId());
    }

    private Message userMessageOf(NewGeneration generation) {
        return store.conversations()
                .message(generation.owner(), generation.conversationId(), generation.userMessageId())
                .orElseThrow();
    }

    private NewGeneration again(NewGeneration first, MessageId answer) {
        var wish = goOn(first);
        return with(wish, null, wish.userMessageId(), answer);
    }

    private NewGeneration sameRequest(NewGeneration first) {
        var wish = send(first.owner(), first.conversationId(), null);
        return copy(wish, first.requestId(), wish.userMessage(), wish.userMessageId(), wish.assistantMessageId());
    }

    private static NewGeneration with(
            NewGeneration wish, @Nullable Message words, MessageId answered, MessageId answer) {
        return copy(wish, wish.requestId(), words, answered, answer);
    }

    private static NewGeneration copy(
            NewGeneration wish, RequestId request, @Nullable Message words, MessageId answered, MessageId answer) {
        return new NewGeneration(
                wish.owner(),
                wish.id(),
                request,
                wish.conversationId(),
                wish.conversation(),
                words,
                answered,
                answer,
                wish.continuesMessage(),
                false,
                wish.model(),
                wish.page(),
                wish.startedAt());
    }

    private static NewGeneration withoutConversation(NewGeneration wish) {
        return new NewGeneration(
                wish.owner(),
                wish.id(),
                wish.requestId(),
                wish.conversationId(),
                null,
                wish.userMessage(),
                wish.userMessageId(),
                wish.assistantMessageId(),
                wish.continuesMessage(),
                false,
                wish.model(),
                wish.page(),
                wish.startedAt());
    }

    private static NewGeneration withPage(NewGeneration wish, PageId page) {
        return copy(wish, page, wish.startedAt());
    }

    private static NewGeneration at(NewGeneration wish, int seconds) {
        return copy(wish, wish.page(), later(seconds));
    }

    private static NewGeneration copy(NewGeneration wish, @Nullable PageId page, Instant startedAt) {
        return new NewGeneration(
                wish.owner(),
                wish.id(),
                wish.requestId(),
                wish.conversationId(),
                wish.conversation(),
                wish.userMessage(),
                wish.userMessageId(),
                wish.assistantMessageId(),
                wish.continuesMessage(),
                false,
                wish.model(),
                page,
                startedAt);
    }
}
