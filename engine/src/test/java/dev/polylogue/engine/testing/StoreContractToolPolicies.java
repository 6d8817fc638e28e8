package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people say about tools: for all conversations, and more for one. */
public abstract class StoreContractToolPolicies extends StoreContract {

    @Test
    void whatIsSaidForOneConversationCountsMoreThanWhatIsSaidForAll() {
        var id = begun(ANN, conversationId()).conversationId();
        store.toolPolicies().set(ANN, null, "search", ToolPolicy.ALWAYS);
        store.toolPolicies().set(ANN, null, "read", ToolPolicy.NEVER);
        assertThat(store.toolPolicies().set(ANN, id, "search", ToolPolicy.ASK)).isTrue();
        reopen();

        assertThat(store.toolPolicies().policies(ANN, id))
                .isEqualTo(Map.of("search", ToolPolicy.ASK, "read", ToolPolicy.NEVER));
        assertThat(store.toolPolicies().policies(ANN, null))
                .isEqualTo(Map.of("search", ToolPolicy.ALWAYS, "read", ToolPolicy.NEVER));
        assertThat(store.toolPolicies().policies(BEN, id)).isEmpty();
    }

    @Test
    void whatWasSaidCanBeTakenBackAndGoesWithItsConversation() {
        var id = begun(ANN, conversationId()).conversationId();
        store.toolPolicies().set(ANN, id, "search", ToolPolicy.ALWAYS);
        store.toolPolicies().set(ANN, id, "search", null);
        assertThat(store.toolPolicies().policies(ANN, id)).isEmpty();

        store.toolPolicies().set(ANN, id, "search", ToolPolicy.ALWAYS);
        store.conversations().delete(ANN, id, NOON);
        store.conversations().create(ANN, conversation(id));
        assertThat(store.toolPolicies().policies(ANN, id)).isEmpty();
    }

    @Test
    void nothingIsSaidForAConversationThatIsNotThere() {
        var bens = begun(BEN, conversationId()).conversationId();

        assertThat(store.toolPolicies().set(ANN, bens, "search", ToolPolicy.ALWAYS))
                .isFalse();
        assertThat(store.toolPolicies().policies(BEN, bens)).isEmpty();
    }
}
