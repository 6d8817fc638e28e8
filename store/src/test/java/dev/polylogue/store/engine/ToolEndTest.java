package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Part.ToolCallState;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.ToolActivity;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/** Stops, deadlines, deaths and questions while tools run. */
class ToolEndTest extends WithTools {

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
