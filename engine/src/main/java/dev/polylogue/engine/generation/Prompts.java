package dev.polylogue.engine.generation;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the parts of an answer into what a model is told of them: what one call said, then what its tools gave, then the
 * next call. Tool calls that follow each other are told as those of one call, which every dialect takes.
 */
public final class Prompts {

    /** The most that a model is told of what one tool gave; the whole of it is in the message. */
    static final int LONGEST_RESULT = 64 * 1024;

    private static final String INTERRUPTED = "The call was interrupted, and whether it did anything is not known.";
    private static final String DENIED = "The person did not allow this call.";

    private final List<PromptMessage> said = new ArrayList<>();
    private final List<PromptMessage> answered = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** That of the last tool call. */
    private @Nullable Integer step;

    private Prompts() {}

    /** What an assistant's message said, what its tools gave, and which questions it asked that have ended. */
    public static List<PromptMessage> ofAnswer(List<Part> parts) {
        var prompts = new Prompts();
        parts.forEach(prompts::add);
        return prompts.end();
    }

    /** The next model call of that assignment, when its answer has {@code parts} so far. */
    static ModelRequest request(Assignment assignment, List<Part> parts, List<ToolDefinition> tools) {
        List<PromptMessage> prompt = new ArrayList<>(assignment.prompt());
        prompt.addAll(ofAnswer(parts));
        boolean goesOn = prompt.getLast() instanceof PromptMessage.Assistant;
        return new ModelRequest(
                assignment.modelName(), assignment.systemPrompt(), prompt, goesOn, tools, assignment.options());
    }

    private void add(Part part) {
        switch (part) {
            case Part.Text words -> {
                endTools();
                text.append(words.text());
            }
            case Part.Reasoning reasoning -> {
                endTools();
                flush();
                if (reasoning.providerMetadata() != null) {
                    said.add(new PromptMessage.Reasoning(reasoning.text(), reasoning.providerMetadata()));
                }
            }
            case Part.ToolCall call -> add(call);
            // One that a tool asked is told as what that tool gave.
            case Part.Question question -> {
                if (question.data().state() != ClarificationState.WAITING
                        && question.data().kind() == null) {
                    endTools();
                    flush();
                    said.add(new PromptMessage.Asked(
                            question.data().question(), question.data().answer()));
                }
            }
            case Part.SourceDocument _, Part.File _ -> {}
        }
    }

    private void add(Part.ToolCall call) {
        if (call.input() == null && call.errorText() == null) {
            return;
        }
        flush();
        if (!Objects.equals(step, call.step())) {
            endTools();
            step = call.step();
        }
        JsonNode input = call.input() != null && call.input().isObject()
                ? call.input()
                : JsonMapper.shared().createObjectNode();
        said.add(new PromptMessage.ToolCalled(call.toolCallId(), call.toolName(), input, call.callProviderMetadata()));
        answered.add(answer(call));
    }

    private static PromptMessage answer(Part.ToolCall call) {
        boolean isError = call.state() != Part.ToolCallState.OUTPUT_AVAILABLE;
        String result =
                switch (call.state()) {
                    case OUTPUT_AVAILABLE -> words(call.output());
                    case OUTPUT_ERROR -> call.errorText() == null ? INTERRUPTED : call.errorText();
                    case OUTPUT_DENIED -> DENIED;
                    case INPUT_STREAMING, INPUT_AVAILABLE, APPROVAL_REQUESTED, APPROVAL_RESPONDED -> INTERRUPTED;
                };
        return new PromptMessage.ToolAnswered(call.toolCallId(), call.toolName(), shortened(result), isError);
    }

    private static String words(@Nullable JsonNode output) {
        if (output == null) {
            return "";
        }
        return output.isString() ? output.stringValue() : output.toString();
    }

    private static String shortened(String result) {
        if (result.length() <= LONGEST_RESULT) {
            return result;
        }
        int left = result.length() - LONGEST_RESULT;
        return result.substring(0, LONGEST_RESULT) + "\n[Shortened: " + left + " more characters are not shown.]";
    }

    private void endTools() {
        if (!answered.isEmpty()) {
            said.addAll(answered);
            answered.clear();
        }
    }

    private void flush() {
        if (!text.isEmpty()) {
            said.add(new PromptMessage.Assistant(text.toString()));
            text.setLength(0);
        }
    }

    /** Thoughts that led to nothing yet are not told: no dialect takes them at the end. */
    private List<PromptMessage> end() {
        endTools();
        flush();
        while (!said.isEmpty() && said.getLast() instanceof PromptMessage.Reasoning) {
            said.removeLast();
        }
        return said;
    }
}
