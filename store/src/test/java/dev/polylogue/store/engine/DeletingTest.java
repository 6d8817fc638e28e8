package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletingTest extends OnSqlite {

    @Test
    void deletingAStreamingConversationClosesTheCallAndLeavesNothing() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        ScriptedProvider.Call call = model.nextCall();
        call.say("Half");

        engine.conversations().delete(ANN, id);

        assertThat(call.isClosed()).isTrue();
        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Abort(StopCause.CONVERSATION_DELETED));
        assertThat(store.conversations().find(ANN, id)).isEmpty();
        assertThat(store.conversations().messages(ANN, id)).isEmpty();
        assertThat(store.generations().find(ANN, accepted.generationId())).isEmpty();
        assertThat(engine.answers().active(ANN)).isEmpty();
        assertThat(refusal(() -> engine.conversations().delete(ANN, id))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    /** As when the deletion comes after the claim and before there is anything to stop. */
    @Test
    void anAnswerThatBeginsAfterItsConversationIsGoneClosesItsCall() throws InterruptedException {
        engine.conversations().patchSettings(ANN, new UserSettings(null, null, true));
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        store.conversations().delete(ANN, id, time.now());

        engine.conversations().patchSettings(ANN, new UserSettings(null, null, false));

        model.nextCall().awaitClosed();
        assertThat(chunksToTheEnd(accepted.generationId()).getLast()).isInstanceOf(Chunk.Terminal.class);
        assertThat(store.generations().find(ANN, accepted.generationId())).isEmpty();
    }

    @Test
    void nothingBringsADeletedConversationBack() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        ScriptedProvider.Call call = model.nextCall();
        call.say("Half");
        engine.conversations().delete(ANN, id);

        call.tellLate(new ModelEvent.TextDelta("late"));
        call.tellLate(new ModelEvent.QuestionAsked("Late?", List.of()));
        time.advance(Duration.ofSeconds(1));
        assertThat(refusal(() -> engine.answers().stop(ANN, accepted.generationId())))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(() -> engine.answers()
                        .regenerate(ANN, id, accepted.assistantMessageId(), new RegenerateMessage(null, null), null)))
                .isEqualTo(ErrorCode.NOT_FOUND);

        restart();
        assertThat(store.conversations().find(ANN, id)).isEmpty();
        assertThat(engine.conversations().list(ANN, false, 50, null).items()).isEmpty();
    }

    @Test
    void deletingOneLeavesTheOthersRunning() throws InterruptedException {
        var deleted = conversation();
        send(deleted, "Hello");
        model.nextCall();
        Accepted other = send(conversation(), "Hello");
        ScriptedProvider.Call call = model.nextCall();

        engine.conversations().delete(ANN, deleted);

        call.say("Still here.").finish();
        assertThat(chunksToTheEnd(other.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
    }

    @Test
    void theLastThingFollowersHearOfADeletedConversationIsThatItIsGone() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            var id = conversation();
            try (FeedFollower follower = engine.logs().follow(ANN, Optional.empty())) {
                follower.take();
                send(id, "Hello");
                model.nextCall().say("Half");
                engine.conversations().delete(ANN, id);

                assertThat(follower.take().changes())
                        .containsExactly(new ConversationChange(ChangeKind.DELETED, id, null));
            }
        }
    }

    @Test
    void aDeletedMessageTakesAllBelowItAndTheShownPathEndsAbove() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        Accepted second = exchange(id, "Two", "2");

        engine.conversations().deleteMessage(ANN, id, second.userMessageId());

        assertThat(engine.conversations().details(ANN, id).messages())
                .extracting(Message::id)
                .containsExactly(first.userMessageId(), first.assistantMessageId());
        assertThat(engine.conversations().details(ANN, id).activeLeafId()).isEqualTo(first.assistantMessageId());
    }

    @Test
    void aMessageIsNotDeletedWhileSomethingBelowItIsWritten() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        Accepted second = send(id, "Two");
        ScriptedProvider.Call call = model.nextCall();

        var refusal = refused(() -> engine.conversations().deleteMessage(ANN, id, first.userMessageId()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        assertThat(refusal.activeGeneration()).contains(second.generationId());
        call.finish();
        chunksToTheEnd(second.generationId());
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(4);
    }
}
