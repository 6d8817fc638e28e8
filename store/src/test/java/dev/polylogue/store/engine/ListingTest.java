package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the list of conversations shows, and what followers are told of it. */
class ListingTest extends OnSqlite {

    @Test
    void theListShowsEachTurnOfALife() throws InterruptedException {
        var first = conversation();
        sendNarrow(first, "First in line");
        ScriptedProvider.Call call = narrow.nextCall();
        var id = conversation();
        Accepted accepted = sendNarrow(id, "Ask me");
        assertThat(attention(id)).isEqualTo(Attention.QUEUED);

        call.finish();
        ScriptedProvider.Call second = narrow.nextCall();
        // It is stored beside the call.
        Await.until("the list shows that it runs", LONG, () -> attention(id) == Attention.STREAMING);
        second.ask("Which?");
        Chunk.Question question = awaitQuestion(accepted.generationId());
        assertThat(attention(id)).isEqualTo(Attention.WAITING);
        engine.answers().decline(ANN, question.data().id());
        narrow.nextCall().finish();
        chunksToTheEnd(accepted.generationId());
        assertThat(attention(id)).isEqualTo(Attention.FINISHED);

        engine.conversations().patch(ANN, id, new PatchConversation(null, null, null, null, null, null, true, null));
        assertThat(attention(id)).isEqualTo(Attention.NONE);
    }

    @Test
    void theLastChangeThatFollowersAreToldIsHowTheConversationIs() throws InterruptedException {
        var seen = new PatchConversation(null, null, null, null, null, null, true, null);
        for (int round = 0; round < 100; round++) {
            var id = conversation();
            try (FeedFollower follower = engine.logs().follow(ANN, Optional.empty())) {
                follower.take();
                Accepted accepted = send(id, "Hello");
                model.nextCall().say("Yes.").finish();
                chunksToTheEnd(accepted.generationId());
                engine.conversations().patch(ANN, id, seen);

                List<ConversationChange> changes = new ArrayList<>();
                Await.until("the last change told is the last made", LONG, () -> {
                    changes.addAll(follower.take().changes());
                    return Objects.equals(
                            changes.getLast().summary(),
                            engine.conversations().details(ANN, id).summary());
                });
            }
        }
    }
}
