package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edit, regenerate and continue: the tree that they make, and what the model is told of it. */
class VersionsTest extends OnSqlite {

    private @Nullable MessageId parent(ConversationId id, MessageId messageId) {
        return message(id, messageId).parentId();
    }

    private Accepted edit(ConversationId id, MessageId messageId, String text) {
        return engine.answers().edit(ANN, id, messageId, new EditMessage(null, text), null);
    }

    private Accepted regenerate(ConversationId id, MessageId messageId) {
        return engine.answers().regenerate(ANN, id, messageId, new RegenerateMessage(null, null), null);
    }

    private Accepted goOn(ConversationId id, MessageId messageId) {
        return engine.answers().goOn(ANN, id, messageId, new ContinueMessage(null), null);
    }

    @Test
    void theModelIsToldTheWholePathAndTheSystemPrompt() throws InterruptedException {
        var id = conversation();
        engine.conversations().create(ANN, new CreateConversation(id, null, null, "Be brief."));
        Accepted first = exchange(id, "One", "1");
        Accepted second = send(id, "Two");

        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().systemPrompt()).isEqualTo("Be brief.");
        assertThat(call.request().prompt())
                .containsExactly(
                        new PromptMessage.User("One"), new PromptMessage.Assistant("1"), new PromptMessage.User("Two"));
        assertThat(parent(id, second.userMessageId())).isEqualTo(first.assistantMessageId());
        call.finish();
    }

    @Test
    void anEditIsANewVersionBesideTheOldOneWithAnAnswerOfItsOwn() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        Accepted second = exchange(id, "Two", "2");

        Accepted edited = edit(id, second.userMessageId(), "Two, but better");

        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt())
                .containsExactly(
                        new PromptMessage.User("One"),
                        new PromptMessage.Assistant("1"),
                        new PromptMessage.User("Two, but better"));
        call.say("2b").finish();
        chunksToTheEnd(edited.generationId());
        assertThat(parent(id, edited.userMessageId())).isEqualTo(first.assistantMessageId());
        assertThat(message(id, second.userMessageId()).text()).isEqualTo("Two");
        assertThat(engine.conversations().details(ANN, id).activeLeafId()).isEqualTo(edited.assistantMessageId());
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(6);
    }

    @Test
    void theFirstMessageIsEditedAsASecondRoot() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");

        Accepted edited = edit(id, first.userMessageId(), "Another one");

        assertThat(parent(id, edited.userMessageId())).isNull();
        assertThat(model.nextCall().request().prompt()).containsExactly(new PromptMessage.User("Another one"));
    }

    @Test
    void anAnswerMadeAgainStandsBesideTheFirst() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");

        Accepted again = regenerate(id, first.assistantMessageId());

        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt()).containsExactly(new PromptMessage.User("One"));
        assertThat(call.request().goesOn()).isFalse();
        call.say("1b").finish();
        chunksToTheEnd(again.generationId());
        assertThat(again.userMessageId()).isEqualTo(first.userMessageId());
        assertThat(parent(id, again.assistantMessageId())).isEqualTo(first.userMessageId());
        assertThat(message(id, first.assistantMessageId()).text()).isEqualTo("1");
        assertThat(engine.conversations().details(ANN, id).activeLeafId()).isEqualTo(again.assistantMessageId());
    }

    @Test
    void aMessageIsSentBelowTheVersionThatIsShown() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        Accepted again = regenerate(id, first.assistantMessageId());
        model.nextCall().say("1b").finish();
        chunksToTheEnd(again.generationId());
        engine.conversations()
                .patch(
                        ANN,
                        id,
                        new PatchConversation(null, null, null, null, null, first.assistantMessageId(), null, null));

        Accepted shown = send(id, "Two");
        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt())
                .containsExactly(
                        new PromptMessage.User("One"), new PromptMessage.Assistant("1"), new PromptMessage.User("Two"));
        call.finish();
        chunksToTheEnd(shown.generationId());

        engine.answers()
                .send(ANN, id, new SendMessage(null, null, again.assistantMessageId(), "Three", null, null), null);
        assertThat(model.nextCall().request().prompt())
                .containsExactly(
                        new PromptMessage.User("One"),
                        new PromptMessage.Assistant("1b"),
                        new PromptMessage.User("Three"));
    }

    @Test
    void continueRepeatsTheTextInItsLogAndGoesOnInTheSamePart() throws InterruptedException {
        var id = conversation();
        Accepted first = send(id, "Count");
        model.nextCall().reason("Numbers. ").say("One, two");
        engine.answers().stop(ANN, first.generationId());

        Accepted more = goOn(id, first.assistantMessageId());

        assertThat(more.assistantMessageId()).isEqualTo(first.assistantMessageId());
        assertThat(more.generationId()).isNotEqualTo(first.generationId());
        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().goesOn()).isTrue();
        assertThat(call.request().prompt())
                .containsExactly(new PromptMessage.User("Count"), new PromptMessage.Assistant("One, two"));
        call.say(", three.").finish();
        List<Chunk> chunks = chunksToTheEnd(more.generationId());
        assertThat(chunks.getFirst()).isInstanceOf(Chunk.Start.class);
        assertThat(chunks)
                .containsSubsequence(
                        new Chunk.ReasoningDelta("r0", "Numbers. "),
                        new Chunk.TextStart("t1"),
                        new Chunk.TextDelta("t1", "One, two"),
                        new Chunk.TextDelta("t1", ", three."),
                        new Chunk.TextEnd("t1"));
        Message message = message(id, first.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(message.parts())
                .containsExactly(new Part.Reasoning("r0", "Numbers. "), new Part.Text("t1", "One, two, three."));
        assertThat(message.stopCause()).isNull();
    }

    @Test
    void continueMayBeStoppedAndGoneOnWithAgain() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Count");
        model.nextCall().say("One");
        engine.answers().stop(ANN, accepted.generationId());
        for (int round = 0; round < 5; round++) {
            Accepted more = goOn(id, accepted.assistantMessageId());
            model.nextCall().say(", more");
            engine.answers().stop(ANN, more.generationId());
        }
        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("One, more, more, more, more, more");
        assertThat(message(id, accepted.assistantMessageId()).parts()).hasSize(1);
    }

    @Test
    void continueOfAnEmptyAnswerIsAnAnswer() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Count");
        model.nextCall().fail("No luck.");
        chunksToTheEnd(accepted.generationId());

        Accepted more = goOn(id, accepted.assistantMessageId());

        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().goesOn()).isFalse();
        call.say("One").finish();
        chunksToTheEnd(more.generationId());
        assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("One");
        assertThat(message(id, accepted.assistantMessageId()).error()).isNull();
    }

    @Test
    void whatCannotBeDoneIsRefused() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        var user = first.userMessageId();
        var assistant = first.assistantMessageId();

        assertThat(refusal(() -> edit(id, assistant, "x"))).isEqualTo(ErrorCode.WRONG_ROLE);
        assertThat(refusal(() -> edit(id, user, " "))).isEqualTo(ErrorCode.EMPTY_MESSAGE);
        assertThat(refusal(() -> regenerate(id, user))).isEqualTo(ErrorCode.WRONG_ROLE);
        assertThat(refusal(() -> goOn(id, user))).isEqualTo(ErrorCode.WRONG_ROLE);
        assertThat(refusal(() -> goOn(id, assistant))).isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(refusal(() -> regenerate(id, new MessageId(ids.next())))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(() -> engine.answers()
                        .send(ANN, id, new SendMessage(null, null, new MessageId(ids.next()), "x", null, null), null)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void eachWayToAskIsRefusedWhileTheConversationIsBusy() throws InterruptedException {
        var id = conversation();
        Accepted first = exchange(id, "One", "1");
        Accepted busy = send(id, "Two");
        ScriptedProvider.Call call = model.nextCall();

        assertThat(refusal(() -> edit(id, first.userMessageId(), "x"))).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        assertThat(refusal(() -> regenerate(id, first.assistantMessageId()))).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        assertThat(refusal(() -> goOn(id, busy.assistantMessageId()))).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        assertThat(refusal(() -> send(id, "Three"))).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        call.finish();
        chunksToTheEnd(busy.generationId());
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(4);
    }
}
