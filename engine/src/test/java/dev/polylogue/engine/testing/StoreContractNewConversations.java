package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.MessageStatus;
import org.junit.jupiter.api.Test;

/** Claims that are made without a look whether the conversation is there. */
public abstract class StoreContractNewConversations extends StoreContract {

    @Test
    void nothingIsDoneWhereItIsThere() {
        var first = answered(ANN, conversationId(), "A fold is a crease.");

        assertThat(store.generations().claimNew(send(ANN, first.conversationId(), null)))
                .isEmpty();

        assertThat(store.conversations().messages(ANN, first.conversationId())).hasSize(2);
        assertThat(attention(ANN, first.conversationId())).isEqualTo(Attention.FINISHED);
    }

    /** A store that would gain nothing by it takes none. */
    @Test
    void oneThatIsTakenIsLikeAnyOther() {
        var first = send(ANN, conversationId(), null);

        store.generations().claimNew(first).ifPresent(taken -> {
            assertThat(taken).isInstanceOf(Claim.Begun.class);
            assertThat(message(first).status()).isEqualTo(MessageStatus.STREAMING);
            assertThat(store.generations().claimNew(first)).get().isInstanceOf(Claim.Repeated.class);
        });
    }
}
