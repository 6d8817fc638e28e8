package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.engine.tool.QuestionTool;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.ToolSource;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Part.ToolCallState;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolApproval;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The loop over model and tools, on the real store. */
class ToolTest extends OnSqlite {

    private final ScriptedTool quick = new ScriptedTool("quick", ToolPolicy.ALWAYS);
    private final ScriptedTool other = new ScriptedTool("other", ToolPolicy.ALWAYS);
    private final ScriptedTool careful = new ScriptedTool("careful", ToolPolicy.ASK);
    private final ConcurrentLinkedQueue<GenerationId> ended = new ConcurrentLinkedQueue<>();

    ToolTest() {
        toolbox = new Toolbox(ToolTest::problems);
        toolbox.add(new ToolSource() {
            @Override
            public List<Tool> tools(UserId owner) {
                return List.of(quick, other, careful, new QuestionTool());
            }

            @Override
            public void ended(GenerationId generation) {
                ended.add(generation);
            }
        });
    }

    /** A schema that says "city" wants a city. */
    private static List<String> problems(JsonNode schema, JsonNode values) {
        return schema.has("city") && !values.has("city") ? List.of("city is missing") : List.of();
    }

    private static Part.ToolCall call(List<Part> parts, String id) {
        return parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .filter(part -> part.toolCallId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Part.ToolCall stored(Accepted accepted, String id) {
        return call(
                message(conversationOf(accepted), accepted.assistantMessageId()).parts(), id);
    }

    private ToolActivity activity(Accepted accepted, String id) {
        return Objects.requireNonNull(stored(accepted, id).activity());
    }

    private ConversationId conversationOf(Accepted accepted) {
        return store.generations()
                .find(ANN, accepted.generationId())
                .orElseThrow()
                .conversationId();
    }

    private String approvalId(Accepted accepted) throws InterruptedException {
        var request = (Chunk.ToolApprovalRequest)
                chunksUntil(accepted.generationId(), Chunk.ToolApprovalRequest.class::isInstance)
                        .getLast();
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
        return request.approvalId();
    }

    private ScriptedProvider.Call second(Accepted accepted) throws InterruptedException {
        ScriptedProvider.Call call = model.nextCall();
        call.say("Done.").finish();
        chunksToTheEnd(accepted.generationId());
        return call;
    }

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

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
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

        time.advance(Duration.ofHours(24));
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

    @Test
    void aStopEndsTheToolsThatRun() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        ScriptedTool.Run run = quick.next();

        var report = engine.answers().stop(ANN, accepted.generationId());

        assertThat(report.state()).isEqualTo(GenerationPhase.STOPPED);
        run.awaitInterrupted();
        assertThat(stored(accepted, "a").state()).isEqualTo(ToolCallState.OUTPUT_ERROR);
        assertThat(activity(accepted, "a").state()).isEqualTo(ToolActivity.State.CANCELLED);
        assertThat(message(conversationOf(accepted), accepted.assistantMessageId())
                        .stopCause())
                .isEqualTo(StopCause.PERSON);
        assertThat(model.hasCall()).isFalse();
    }

    @Test
    void aStopWhileAToolWaitsForItsWordEndsBoth() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall()
                .callTool(0, "a", "careful", "{}")
                .callTool(1, "b", "quick", "{}")
                .finishWithTools();
        approvalId(accepted);
        ScriptedTool.Run run = quick.next();

        engine.answers().stop(ANN, accepted.generationId());

        run.awaitInterrupted();
        assertThat(activity(accepted, "a").state()).isEqualTo(ToolActivity.State.CANCELLED);
        assertThat(activity(accepted, "b").state()).isEqualTo(ToolActivity.State.CANCELLED);
        assertThatThrownBy(() -> engine.answers().approve(ANN, "a", false)).isInstanceOf(CommandException.class);
    }

    @Test
    void aToolThatTakesTooLongIsEndedInWords() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        ScriptedTool.Run run = quick.next();

        time.advance(ScriptedTool.DEADLINE);

        run.awaitInterrupted();
        second(accepted);
        assertThat(stored(accepted, "a").errorText()).isEqualTo("The tool took longer than 60 s and was ended.");
        assertThat(activity(accepted, "a").state()).isEqualTo(ToolActivity.State.TIMED_OUT);
    }

    @Test
    void aProcessThatDiesWhileAToolRunsLeavesNoSpinner() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        quick.next();

        crash();

        var message = message(conversationOf(accepted), accepted.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(call(message.parts(), "a").state()).isEqualTo(ToolCallState.OUTPUT_ERROR);
    }

    @Test
    void theModelAsksByItsToolAndTheAnswerIsTheResult() throws InterruptedException {
        Accepted accepted = send(conversation(), "Book it");
        model.nextCall()
                .callTool(0, "a", "ask_user", "{\"question\":\"Which day?\",\"options\":[\"Monday\",\"Friday\"]}")
                .finishWithTools();
        Clarification question = awaitQuestion(accepted.generationId()).data();
        assertThat(question.kind()).isEqualTo(ClarificationKind.QUESTION);
        assertThat(question.toolCallId()).isEqualTo("a");
        assertThat(question.options()).containsExactly("Monday", "Friday");
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);

        crash();
        engine.answers().answer(ANN, question.id(), new AnswerClarification("Friday", null));

        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt()).endsWith(new PromptMessage.ToolAnswered("a", "ask_user", "Friday", false));
    }

    @Test
    void aRunningToolAsksAndGoesOnWithTheAnswer() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        quick.next().ask("Really?", json("{\"city\": true}"));
        Clarification question = awaitQuestion(accepted.generationId()).data();
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
        assertThat(question.kind()).isEqualTo(ClarificationKind.ELICITATION);
        // Its time does not run while a person thinks.
        time.advance(ScriptedTool.DEADLINE.multipliedBy(3));

        assertThatThrownBy(() -> engine.answers().answer(ANN, question.id(), new AnswerClarification(null, json("{}"))))
                .hasMessageContaining("city is missing");
        engine.answers().answer(ANN, question.id(), new AnswerClarification(null, json("{\"city\":\"Bern\"}")));

        second(accepted);
        assertThat(stored(accepted, "a").output()).isEqualTo(StringNode.valueOf("Given[content={\"city\":\"Bern\"}]"));
    }

    @Test
    void aQuestionOfAToolDoesNotOutliveItsProcess() throws InterruptedException {
        Accepted accepted = send(conversation(), "Do it");
        model.nextCall().callTool(0, "a", "quick", "{}").finishWithTools();
        quick.next().ask("Really?", null);
        awaitQuestion(accepted.generationId());
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);

        crash();

        ScriptedProvider.Call next = second(accepted);
        assertThat(next.request().prompt().getLast())
                .isEqualTo(new PromptMessage.ToolAnswered(
                        "a", "quick", "The call was interrupted, and whether it did anything is not known.", true));
    }

    @Test
    void anAnswerThatUsesToolsForEverEndsInWords() throws InterruptedException {
        quick.answering("again");
        Accepted accepted = send(conversation(), "Loop");
        for (int step = 0; step < 25; step++) {
            model.nextCall().callTool(0, "call_0", "quick", "{}").finishWithTools();
        }

        List<Chunk> chunks = chunksToTheEnd(accepted.generationId());

        assertThat(chunks.getLast()).isEqualTo(new Chunk.Finish(FinishReason.TOOL_CALLS));
        var message = message(conversationOf(accepted), accepted.assistantMessageId());
        assertThat(message.text()).contains("25 steps");
        assertThat(message.parts().stream().filter(Part.ToolCall.class::isInstance))
                .hasSize(25);
    }
}
