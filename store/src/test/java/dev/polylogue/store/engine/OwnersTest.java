package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Ben has every id of Ann's, and all of it is as if it were not there. */
class OwnersTest extends OnSqlite {

    private static final PageId PAGE = new PageId("browser", "page");

    @Test
    void everyCommandOnAnothersThingsFindsNothingAndChangesNothing() throws InterruptedException {
        var id = conversation();
        Accepted done = exchange(id, "One", "1");
        Accepted active = sendFrom(PAGE, id);
        ScriptedProvider.Call call = model.nextCall();
        var asking = conversation();
        Accepted asked = send(asking, "Ask me");
        model.nextCall().ask("Which?");
        var question = awaitQuestion(asked.generationId()).data().id();
        awaitPhase(asked.generationId(), GenerationPhase.AWAITING_INPUT);

        commands(id, done, active, question)
                .forEach(
                        (name, command) -> assertThat(refusal(command)).as(name).isEqualTo(ErrorCode.NOT_FOUND));
        Answers answers = engine.answers();
        assertThat(answers.stopAll(BEN)).isEmpty();
        assertThat(answers.stopPage(BEN, PAGE)).isEmpty();
        assertThat(answers.stopBrowser(BEN, PAGE.browser())).isEmpty();
        assertThat(answers.active(BEN)).isEmpty();
        assertThat(engine.conversations().list(BEN, false, 50, null).items()).isEmpty();
        assertThat(engine.logs().find(BEN, active.generationId())).isEmpty();

        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(4);
        assertThat(storedPhase(asked.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
        call.say("Untouched.").finish();
        assertThat(chunksToTheEnd(active.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
    }

    private Map<String, ThrowingCallable> commands(
            ConversationId id, Accepted done, Accepted active, ClarificationId question) {
        Conversations conversations = engine.conversations();
        Answers answers = engine.answers();
        var user = done.userMessageId();
        var assistant = done.assistantMessageId();
        var rename = new PatchConversation("Ben was here", null, null, null, null, null, null, null);
        var below = new SendMessage(null, null, assistant, "Hi", null, null);
        return Map.ofEntries(
                Map.entry("details", () -> conversations.details(BEN, id)),
                Map.entry("patch", () -> conversations.patch(BEN, id, rename)),
                Map.entry("delete", () -> conversations.delete(BEN, id)),
                Map.entry("delete message", () -> conversations.deleteMessage(BEN, id, user)),
                Map.entry("send below", () -> answers.send(BEN, id, below, null)),
                Map.entry("edit", () -> answers.edit(BEN, id, user, new EditMessage(null, "x"), null)),
                Map.entry(
                        "regenerate",
                        () -> answers.regenerate(BEN, id, assistant, new RegenerateMessage(null, null), null)),
                Map.entry("continue", () -> answers.goOn(BEN, id, assistant, new ContinueMessage(null), null)),
                Map.entry("stop", () -> answers.stop(BEN, active.generationId())),
                Map.entry("stop an ended one", () -> answers.stop(BEN, done.generationId())),
                Map.entry("stop some", () -> answers.stop(BEN, List.of(active.generationId()))),
                Map.entry("hang up", () -> answers.hangUp(BEN, active.generationId())),
                Map.entry("answer", () -> answers.answer(BEN, question, new AnswerClarification("x", null))),
                Map.entry("decline", () -> answers.decline(BEN, question)));
    }

    @Test
    void theSameIdsOfTwoPeopleAreTwoConversationsAndTwoRequests() throws InterruptedException {
        model.answering(call -> call.say("Yes.").finish());
        var id = conversation();
        var command = new SendMessage(request(), null, null, "Hello", null, null);
        Accepted anns = engine.answers().send(ANN, id, command, null);
        Accepted bens = engine.answers().send(BEN, id, command, null);

        assertThat(bens.generationId()).isNotEqualTo(anns.generationId());
        chunksToTheEnd(anns.generationId());
        engine.conversations().delete(BEN, id);
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(2);
    }

    @Test
    void anothersLifeIsNotHeardInTheFeed() throws InterruptedException {
        try (FeedFollower follower = engine.logs().follow(BEN, Optional.empty())) {
            follower.take();
            var id = conversation();
            exchange(id, "One", "1");
            engine.conversations().delete(ANN, id);

            assertThat(follower.take().isEmpty()).isTrue();
        }
    }
}
