package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ConversationStore.MessageDeletion;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.message.ClarificationState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One person never sees, changes or hinders what is another's, not even under the same ids. */
public abstract class StoreContractOwners extends StoreContract {

    @Test
    void aForeignConversationIsNotThere() {
        var anns = answered(ANN, conversationId(), "Ann's");
        var id = anns.conversationId();
        var rename = new PatchConversation("Mine now", null, null, null, null, null, null, null);
        var before = conversation(ANN, id);

        assertThat(store.conversations().find(BEN, id)).isEmpty();
        assertThat(store.conversations().list(BEN, false, 9, null).items()).isEmpty();
        assertThat(store.conversations().messages(BEN, id)).isEmpty();
        assertThat(store.conversations().message(BEN, id, anns.userMessageId())).isEmpty();
        assertThat(store.conversations().update(BEN, id, rename, NOON)).isEmpty();
        assertThat(store.conversations().titleIfNone(BEN, id, "Mine now")).isEmpty();
        assertThat(store.conversations().deleteMessage(BEN, id, anns.userMessageId(), NOON))
                .isEqualTo(new MessageDeletion.Missing());
        assertThat(store.conversations().delete(BEN, id, NOON)).isFalse();

        assertThat(conversation(ANN, id)).isEqualTo(before);
        assertThat(message(anns).text()).isEqualTo("Ann's");
    }

    @Test
    void aForeignGenerationIsNotThere() {
        var anns = begun(ANN, conversationId());
        var question = question(later(60));
        var stolen = tail(anns, 0, opening(anns));

        assertThat(store.generations().find(BEN, anns.id())).isEmpty();
        assertThat(store.generations().running(BEN, anns.id(), 1)).isFalse();
        assertThat(store.generations().await(of(BEN, stolen), 1, List.of(question)))
                .isFalse();
        assertThat(store.generations().end(of(BEN, completed(anns, "Ben's")))).isFalse();
        store.generations().checkpoint(List.of(of(BEN, tail(anns, 0, opening(anns)[0], words("Ben's")))));

        assertThat(attention(ANN, anns.conversationId())).isEqualTo(Attention.QUEUED);
        assertThat(message(anns).parts()).isEmpty();
    }

    @Test
    void aForeignQuestionIsNotThere() {
        var anns = begun(ANN, conversationId());
        var question = question(later(60));
        store.generations().await(tail(anns, 0, opening(anns)), 1, List.of(question));

        assertThat(store.clarifications().end(BEN, question.id(), ClarificationState.ANSWERED, "Ben's", NOON))
                .isEmpty();

        assertThat(attention(ANN, anns.conversationId())).isEqualTo(Attention.WAITING);
    }

    @Test
    void aForeignMessageIsNoParentAndIsNotAnswered() {
        var anns = answered(ANN, conversationId(), "Ann's");
        var bens = answered(BEN, conversationId(), "Ben's");

        assertThat(store.generations().claim(send(BEN, bens.conversationId(), anns.assistantMessageId())))
                .isEqualTo(new Claim.Missing());
        assertThat(store.generations().claim(of(BEN, regenerate(anns)))).isEqualTo(new Claim.Missing());
    }

    @Test
    void theSameIdsUnderTwoOwnersAreTwoThingsInEverything() {
        var anns = send(ANN, conversationId(), null);
        var bens = of(BEN, anns);
        var question = question(later(60));
        begin(anns);
        begin(bens);

        store.generations().checkpoint(List.of(tail(anns, 0, opening(anns)[0], opening(anns)[1], words("Ann's"))));
        assertThat(store.generations().await(tail(bens, 0, opening(bens)), 1, List.of(question)))
                .isTrue();
        assertThat(store.generations().await(tail(anns, 3, words(" own")), 1, List.of(question)))
                .isTrue();
        store.clarifications().end(ANN, question.id(), ClarificationState.DECLINED, null, NOON);

        assertThat(message(anns).text()).isEqualTo("Ann's own");
        assertThat(message(bens).text()).isEmpty();
        assertThat(attention(ANN, anns.conversationId())).isEqualTo(Attention.QUEUED);
        assertThat(attention(BEN, anns.conversationId())).isEqualTo(Attention.WAITING);

        store.generations().end(completed(anns, "Ann's end"));
        assertThat(conversation(BEN, anns.conversationId()).summary().activeGenerationId())
                .isEqualTo(anns.id());

        store.conversations().delete(ANN, anns.conversationId(), NOON);
        assertThat(store.conversations().list(ANN, false, 9, null).items()).isEmpty();
        assertThat(store.conversations().list(BEN, false, 9, null).items())
                .extracting(ConversationSummary::messageCount)
                .containsExactly(2);
        assertThat(store.generations().find(BEN, anns.id())).isPresent();
        assertThat(store.generations().end(completed(bens, "Ben's end"))).isTrue();
        assertThat(message(bens).text()).isEqualTo("Ben's end");
    }

    @Test
    void removingAMessageLeavesTheOtherOwnersOfTheSameId() {
        var anns = send(ANN, conversationId(), null);
        var bens = of(BEN, anns);
        begin(anns);
        begin(bens);
        store.generations().end(completed(anns, "Ann's"));
        store.generations().end(completed(bens, "Ben's"));

        store.conversations().deleteMessage(ANN, anns.conversationId(), anns.userMessageId(), NOON);

        assertThat(store.conversations().messages(ANN, anns.conversationId())).isEmpty();
        assertThat(store.conversations().messages(BEN, anns.conversationId())).hasSize(2);
        assertThat(conversation(BEN, anns.conversationId()).activeLeafId()).isEqualTo(anns.assistantMessageId());
    }

    private static NewGeneration of(UserId owner, NewGeneration wish) {
        return new NewGeneration(
                owner,
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
                wish.page(),
                wish.startedAt());
    }

    private static LogTail of(UserId owner, LogTail tail) {
        return new LogTail(owner, tail.generationId(), tail.fromOffset(), tail.chunks());
    }

    private static GenerationEnd of(UserId owner, GenerationEnd end) {
        return new GenerationEnd(
                owner,
                end.id(),
                end.phase(),
                end.status(),
                end.attention(),
                end.parts(),
                end.characters(),
                end.usage(),
                end.error(),
                end.stopCause(),
                end.at());
    }
}
