package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.ConversationStore.MessageDeletion;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tree of messages: read in order, removed with all below. */
public abstract class StoreContractMessages extends StoreContract {

    @Test
    void parentsComeBeforeTheirChildrenAlsoWhenTheClockGoesBack() {
        var first = answered(ANN, conversationId(), "one");
        var second = next(first, "two");
        var beside = another(first, "one again");
        next(beside, "three");
        reopen();

        List<Message> messages = store.conversations().messages(ANN, first.conversationId());

        assertThat(messages).hasSize(7);
        Set<@Nullable MessageId> seen = new HashSet<>();
        seen.add(null);
        for (Message message : messages) {
            assertThat(seen).contains(message.parentId());
            seen.add(message.id());
        }
        assertThat(seen).contains(second.assistantMessageId());
    }

    @Test
    void aMessageIsFoundOnlyInItsConversation() {
        var here = answered(ANN, conversationId(), "Yes.");
        var there = answered(ANN, conversationId(), "No.");

        assertThat(store.conversations().message(ANN, there.conversationId(), here.assistantMessageId()))
                .isEmpty();
        assertThat(delete(there, here.assistantMessageId())).isEqualTo(new MessageDeletion.Missing());
        assertThat(delete(here, messageId())).isEqualTo(new MessageDeletion.Missing());
        assertThat(message(here).text()).isEqualTo("Yes.");
    }

    @Test
    void aMessageIsRemovedWithAllBelowItAndNothingElse() {
        var first = answered(ANN, conversationId(), "one");
        var second = next(first, "two");
        next(second, "three");

        assertThat(delete(first, second.userMessageId())).isEqualTo(new MessageDeletion.Removed());

        assertThat(store.conversations().messages(ANN, first.conversationId()))
                .extracting(Message::id)
                .containsExactly(first.userMessageId(), first.assistantMessageId());
        var summary = conversation(ANN, first.conversationId()).summary();
        assertThat(summary.messageCount()).isEqualTo(2);
        assertThat(leaf(first)).isEqualTo(first.assistantMessageId());
    }

    @Test
    void theShownPathMovesToTheNewestVersionBeside() {
        var first = answered(ANN, conversationId(), "one");
        var second = another(first, "two");
        var third = another(first, "three");

        delete(first, third.assistantMessageId());
        assertThat(leaf(first)).isEqualTo(second.assistantMessageId());

        delete(first, second.assistantMessageId());
        assertThat(leaf(first)).isEqualTo(first.assistantMessageId());

        delete(first, first.assistantMessageId());
        assertThat(leaf(first)).isEqualTo(first.userMessageId());

        delete(first, first.userMessageId());
        assertThat(leaf(first)).isNull();
        assertThat(conversation(ANN, first.conversationId()).summary().messageCount())
                .isZero();
    }

    @Test
    void theShownPathGoesDownToTheAnswerOfTheVersionBeside() {
        var first = answered(ANN, conversationId(), "one");
        var edit = send(ANN, first.conversationId(), null);
        begin(edit);
        store.generations().end(completed(edit, "two"));

        delete(first, edit.userMessageId());

        assertThat(leaf(first)).isEqualTo(first.assistantMessageId());
    }

    @Test
    void aShownPathThatEndsElsewhereStays() {
        var first = answered(ANN, conversationId(), "one");
        var second = another(first, "two");
        var back = new PatchConversation(null, null, null, null, null, first.assistantMessageId(), null, null);
        store.conversations().update(ANN, first.conversationId(), back, NOON);

        delete(first, second.assistantMessageId());

        assertThat(leaf(first)).isEqualTo(first.assistantMessageId());
    }

    @Test
    void whileOneOfThemIsWrittenNothingIsRemoved() {
        var first = answered(ANN, conversationId(), "one");
        var second = send(ANN, first.conversationId(), first.assistantMessageId());
        begin(second);

        assertThat(delete(first, first.userMessageId())).isEqualTo(new MessageDeletion.Busy(second.id()));
        assertThat(delete(first, second.assistantMessageId())).isEqualTo(new MessageDeletion.Busy(second.id()));

        assertThat(store.conversations().messages(ANN, first.conversationId())).hasSize(4);
    }

    @Test
    void aVersionBesideTheOneThatIsWrittenIsRemoved() {
        var first = answered(ANN, conversationId(), "one");
        var second = regenerate(first);
        begin(second);

        assertThat(delete(first, first.assistantMessageId())).isEqualTo(new MessageDeletion.Removed());

        assertThat(leaf(first)).isEqualTo(second.assistantMessageId());
        assertThat(store.generations().end(completed(second, "two"))).isTrue();
    }

    @Test
    void theQuestionsOfARemovedMessageGoWithItAndItsGenerationIsStillKnown() {
        var first = begun(ANN, conversationId());
        Clarification question = question(later(60));
        store.generations().await(tail(first, 0, opening(first)), 1, List.of(question));
        store.generations().end(stopped(first, "Half"));

        delete(first, first.assistantMessageId());

        assertThat(store.clarifications().end(ANN, question.id(), ClarificationState.ANSWERED, "a", NOON))
                .isEmpty();
        assertThat(store.generations().find(ANN, first.id())).isPresent();
    }

    @Test
    void aVeryLongConversationIsReadAndRemoved() {
        var top = answered(ANN, conversationId(), "0");
        var last = top;
        for (int i = 1; i <= 520; i++) {
            last = next(last, "answer " + i);
        }

        assertThat(store.conversations().messages(ANN, top.conversationId())).hasSize(1042);
        assertThat(delete(top, top.assistantMessageId())).isEqualTo(new MessageDeletion.Removed());
        assertThat(conversation(ANN, top.conversationId()).summary().messageCount())
                .isEqualTo(1);
        assertThat(store.conversations().delete(ANN, top.conversationId(), NOON))
                .isTrue();
    }

    private NewGeneration next(NewGeneration before, String text) {
        var generation = send(ANN, before.conversationId(), before.assistantMessageId());
        begin(generation);
        store.generations().end(completed(generation, text));
        return generation;
    }

    private NewGeneration another(NewGeneration first, String text) {
        var generation = regenerate(first);
        begin(generation);
        store.generations().end(completed(generation, text));
        return generation;
    }

    private MessageDeletion delete(NewGeneration in, MessageId id) {
        return store.conversations().deleteMessage(ANN, in.conversationId(), id, later(30));
    }

    private @Nullable MessageId leaf(NewGeneration in) {
        return conversation(ANN, in.conversationId()).activeLeafId();
    }
}
