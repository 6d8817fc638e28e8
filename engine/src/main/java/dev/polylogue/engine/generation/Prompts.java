package dev.polylogue.engine.generation;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Part;
import java.util.ArrayList;
import java.util.List;

/** Turns parts of a message into what a model is told of them. */
public final class Prompts {

    private Prompts() {}

    /** What an assistant's message said, and which questions it asked that have ended. Reasoning is not told again. */
    public static List<PromptMessage> ofAnswer(List<Part> parts) {
        List<PromptMessage> said = new ArrayList<>();
        var text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text words -> text.append(words.text());
                case Part.Question question -> {
                    if (question.data().state() != ClarificationState.WAITING) {
                        flush(text, said);
                        said.add(new PromptMessage.Asked(
                                question.data().question(), question.data().answer()));
                    }
                }
                case Part.Reasoning _, Part.ToolCall _, Part.SourceDocument _ -> {}
            }
        }
        flush(text, said);
        return said;
    }

    private static void flush(StringBuilder text, List<PromptMessage> said) {
        if (!text.isEmpty()) {
            said.add(new PromptMessage.Assistant(text.toString()));
            text.setLength(0);
        }
    }

    /** The next model call of that assignment, when its answer has {@code parts} so far. */
    static ModelRequest request(Assignment assignment, List<Part> parts) {
        List<PromptMessage> prompt = new ArrayList<>(assignment.prompt());
        prompt.addAll(ofAnswer(parts));
        boolean goesOn = prompt.getLast() instanceof PromptMessage.Assistant;
        return new ModelRequest(assignment.modelName(), assignment.systemPrompt(), prompt, goesOn);
    }
}
