package dev.polylogue.engine.generation;

import dev.polylogue.engine.tool.QuestionTool;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolApproval;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What to do with a tool call that has no result. */
sealed interface ToolDecision {

    /** Give it that result: nothing is run. */
    record Answer(Part.ToolCall call, JsonNode output) implements ToolDecision {}

    /** Tell the model what is wrong with it. */
    record Refuse(Part.ToolCall call, String errorText) implements ToolDecision {}

    /** It is not to be run. */
    record Deny(Part.ToolCall call, ToolActivity.State why) implements ToolDecision {}

    /** Ask the person whether it may be run. */
    record AskApproval(Part.ToolCall call, Tool tool) implements ToolDecision {}

    /** Put the model's question to the person. */
    record AskQuestion(Part.ToolCall call, JsonNode arguments) implements ToolDecision {}

    /** Run it. */
    record Run(Part.ToolCall call, RunnableTool tool, JsonNode arguments) implements ToolDecision {}

    /** Nothing: the person has been asked. */
    record Wait() implements ToolDecision {}

    /**
     * Decides on a call.
     *
     * @param found the tool of that name; empty for none
     * @param said what the person has said about tools
     * @param question what was asked for this call already; null for nothing
     */
    static ToolDecision of(
            Part.ToolCall call,
            Optional<Tool> found,
            Toolbox toolbox,
            Map<String, ToolPolicy> said,
            Part.@Nullable Question question) {
        if (call.activity() != null && call.activity().startedAt() != null) {
            return new Refuse(call, "The call was interrupted, and whether it did anything is not known.");
        }
        JsonNode arguments = call.input();
        if (arguments == null || !arguments.isObject()) {
            return new Refuse(call, "The arguments are no JSON object. Call the tool again with one.");
        }
        if (found.isEmpty()) {
            return new Refuse(call, "There is no tool named " + call.toolName() + ".");
        }
        Tool tool = found.get();
        List<String> problems = toolbox.problems(tool.definition().inputSchema(), arguments);
        if (!problems.isEmpty()) {
            return new Refuse(call, "The arguments do not fit the tool: " + String.join("; ", problems));
        }
        return switch (tool) {
            case QuestionTool _ -> ofQuestion(call, arguments, question);
            case RunnableTool runnable -> ofRunnable(call, runnable, arguments, ToolAccess.policy(tool, said));
        };
    }

    private static ToolDecision ofQuestion(Part.ToolCall call, JsonNode arguments, Part.@Nullable Question question) {
        if (question == null) {
            return new AskQuestion(call, arguments);
        }
        return switch (question.data().state()) {
            case WAITING -> new Wait();
            case ANSWERED ->
                new Answer(
                        call,
                        StringNode.valueOf(
                                Objects.requireNonNull(question.data().answer())));
            case DECLINED -> new Answer(call, StringNode.valueOf("The person would rather not answer that."));
            case EXPIRED -> new Answer(call, StringNode.valueOf("The person did not answer in time."));
            case CANCELLED -> new Refuse(call, "The question was cancelled.");
        };
    }

    private static ToolDecision ofRunnable(
            Part.ToolCall call, RunnableTool tool, JsonNode arguments, ToolPolicy policy) {
        ToolApproval approval = call.approval();
        if (approval != null) {
            return ofApproval(call, tool, arguments, approval.approved());
        }
        return switch (policy) {
            case ALWAYS -> new Run(call, tool, arguments);
            case NEVER -> new Deny(call, ToolActivity.State.DENIED);
            case ASK -> new AskApproval(call, tool);
        };
    }

    private static ToolDecision ofApproval(
            Part.ToolCall call, RunnableTool tool, JsonNode arguments, @Nullable Boolean approved) {
        if (approved == null) {
            return new Wait();
        }
        if (approved) {
            return new Run(call, tool, arguments);
        }
        boolean isExpired = call.activity() != null && call.activity().state() == ToolActivity.State.EXPIRED;
        return new Deny(call, isExpired ? ToolActivity.State.EXPIRED : ToolActivity.State.DENIED);
    }
}
