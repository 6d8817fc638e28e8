package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Part.ToolCallState;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolApproval;
import dev.polylogue.protocol.tool.ToolDefinition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The loop over model and tools, on the real store. */
class ToolTest extends WithTools {

    @Test
    void theToolsOfOneStepRunSideBySideAndTheirResultsAreToldInTheNext() throws InterruptedException {
        Accepted accepted = send(conversation(), "Weather?");
        ScriptedProvider.Call first = model.nextCall();
        assertThat(first.request().tools().stream().map(ToolDefinition::name))
                .containsExactly("quick", "other", "careful", "ask_user");
        first.say("Looking. ")
                .callTool(0, "a", "quick", "{\"city\":")
                .callTool(1, "b", "other", "{}")
                .callTool(0, "a", "quick", "\"Bern\"}")
                .finishWithTools();

        ScriptedTool.Run one = quick.next();
        ScriptedTool.Run two = other.next();
        assertThat(one.call().arguments().path("city").asString("")).isEqualTo("Bern");
        two.give("rain");
        one.give("sun");

        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt())
                .containsExactly(
                        new PromptMessage.User("Weather?"),
                        new PromptMessage.Assistant("Looking. "),
                        new PromptMessage.ToolCalled("a", "quick", json("{\"city\":\"Bern\"}"), null),
                        new PromptMessage.ToolCalled("b", "other", json("{}"), null),
                        new PromptMessage.ToolAnswered("a", "quick", "sun", false),
                        new PromptMessage.ToolAnswered("b", "other", "rain", false));
        assertThat(next.request().goesOn()).isFalse();
        Part.ToolCall done = stored(accepted, "a");
        assertThat(done.state()).isEqualTo(ToolCallState.OUTPUT_AVAILABLE);
        assertThat(activity(accepted, "a").state()).isEqualTo(ToolActivity.State.DONE);
        assertThat(activity(accepted, "a").source()).isEqualTo("test");
        assertThat(ended).containsExactly(accepted.generationId());
    }

    @Test
    void theCallsOfTwoStepsAreToldAsTwoStepsAlsoWithoutWordsBetween() throws InterruptedException {
        send(conversation(), "Weather?");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        quick.next().give("Bern");
        model.nextCall().callTool(0, "b", "other", "{}").finishWithTools();
        other.next().give("rain");

        assertThat(model.nextCall().request().prompt())
                .containsExactly(
                        new PromptMessage.User("Weather?"),
                        new PromptMessage.ToolCalled("a", "quick", json("{}"), null),
                        new PromptMessage.ToolAnswered("a", "quick", "Bern", false),
                        new PromptMessage.ToolCalled("b", "other", json("{}"), null),
                        new PromptMessage.ToolAnswered("b", "other", "rain", false));
    }

    @Test
    void aCallThatCannotBeIsToldToTheModelAndTheAnswerGoesOn() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        quick.schema = "{\"city\": true}";
        model.nextCall()
                .callTool(0, "a", "quick", "{}")
                .callTool(1, "b", "nothing", "{}")
                .callTool(2, "c", "other", "{\"cut")
                .finishWithTools();

        ScriptedProvider.Call next = second(accepted);

        assertThat(next.request().prompt().stream()
                        .filter(PromptMessage.ToolAnswered.class::isInstance)
                        .map(PromptMessage.ToolAnswered.class::cast))
                .allMatch(PromptMessage.ToolAnswered::isError)
                .extracting(PromptMessage.ToolAnswered::result)
                .containsExactly(
                        "The arguments do not fit the tool: city is missing",
                        "There is no tool named nothing.",
                        "The arguments are no JSON object. Call the tool again with one.");
        assertThat(quick.runs()).isZero();
    }

    @Test
    void aToolThatThrowsFailsWithItsName() throws InterruptedException {
        Accepted accepted = send(conversation(), "Hello");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        quick.next().breakWith(new IllegalStateException("no luck"));

        second(accepted);

        assertThat(stored(accepted, "a").errorText()).isEqualTo("The tool quick failed: no luck");
    }

    @Test
    void aToolThatNeedsAWordWaitsForItWhileTheOthersRunAndHoldsNoPlace() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do both");
        model.nextCall()
                .callTool(0, "a", "careful", "{}")
                .callTool(1, "b", "quick", "{}")
                .finishWithTools();
        String approval = approvalId(accepted);
        assertThat(attention(conversationOf(accepted))).isEqualTo(Attention.WAITING);
        quick.next().give("ready");
        chunksUntil(accepted.generationId(), Chunk.ToolOutputAvailable.class::isInstance);
        assertThat(careful.runs()).isZero();
        assertThat(model.hasCall()).isFalse();

        engine.answers().approve(ANN, approval, false);

        careful.next().give("done with care");
        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt())
                .endsWith(
                        new PromptMessage.ToolAnswered("a", "careful", "done with care", false),
                        new PromptMessage.ToolAnswered("b", "quick", "ready", false));
        assertThat(stored(accepted, "a").approval()).isEqualTo(new ToolApproval(approval, true));
    }

    @Test
    void aDeniedToolIsNotRunAndTheModelIsTold() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "careful", "{}").finishWithTools();
        approvalId(accepted);

        engine.answers().deny(ANN, "a", false);

        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt().getLast())
                .isEqualTo(new PromptMessage.ToolAnswered("a", "careful", "The person did not allow this call.", true));
        assertThat(stored(accepted, "a").state()).isEqualTo(ToolCallState.OUTPUT_DENIED);
        assertThat(careful.runs()).isZero();
    }

    @Test
    void alwaysHoldsFromThenOnInThisConversationOnly() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Do it twice");
        model.nextCall()
                .callTool(0, "a", "careful", "{}")
                .callTool(1, "b", "careful", "{}")
                .finishWithTools();
        String approval = approvalId(accepted);

        engine.answers().approve(ANN, approval, true);

        careful.next().give("1");
        careful.next().give("2");
        second(accepted);
        Accepted again = send(id, "Again");
        model.nextCall().callTool(0, "c", "careful", "{}").finishWithTools();
        careful.next().give("3");
        second(again);
        Accepted elsewhere = send(conversation(), "Elsewhere");
        model.nextCall().callTool(0, "d", "careful", "{}").finishWithTools();
        approvalId(elsewhere);
        assertThat(careful.runs()).isEqualTo(3);
    }

    @Test
    void anApprovalIsAnsweredOnceAndByItsOwnerOnly() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "careful", "{}").finishWithTools();
        String approval = approvalId(accepted);

        assertThatThrownBy(() -> engine.answers().approve(BEN, approval, false)).isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> engine.answers().decline(ANN, ClarificationId.of(approval)))
                .isInstanceOf(CommandException.class);
        engine.answers().approve(ANN, approval, false);
        engine.answers().approve(ANN, approval, false);
        assertThatThrownBy(() -> engine.answers().deny(ANN, approval, false)).isInstanceOf(CommandException.class);
        careful.next().give("once");
        second(accepted);
        assertThat(careful.runs()).isEqualTo(1);
    }

    @Test
    void anApprovalThatNobodyGivesExpires() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "careful", "{}").finishWithTools();
        approvalId(accepted);

        time.jump(Duration.ofHours(24));
        time.advance(ExpiryWatch.INTERVAL);

        second(accepted);
        assertThat(stored(accepted, "a").state()).isEqualTo(ToolCallState.OUTPUT_DENIED);
        assertThat(activity(accepted, "a").state()).isEqualTo(ToolActivity.State.EXPIRED);
    }

    @Test
    void anApprovalSurvivesARestart() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall()
                .callTool(0, "a", "careful", "{}")
                .callTool(1, "b", "careful", "{}")
                .finishWithTools();
        approvalId(accepted);
        engine.answers().deny(ANN, "b", false);

        crash();

        engine.answers().approve(ANN, "a", false);
        careful.next().give("after all");
        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt())
                .endsWith(
                        new PromptMessage.ToolAnswered("a", "careful", "after all", false),
                        new PromptMessage.ToolAnswered("b", "careful", "The person did not allow this call.", true));
    }
}
