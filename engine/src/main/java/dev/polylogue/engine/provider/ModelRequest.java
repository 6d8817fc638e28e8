package dev.polylogue.engine.provider;

import dev.polylogue.protocol.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param model the model's name at its provider: the part of its id after the first slash
 * @param systemPrompt null for none
 * @param prompt what was said so far, oldest first; the last is the person's, a tool's, or the assistant's where it goes on
 * @param goesOn whether the last of the prompt is the assistant's own cut answer, of which only the rest is wanted
 * @param tools what it may call; empty for none
 * @param options what the person chose for this conversation
 */
public record ModelRequest(
        String model,
        @Nullable String systemPrompt,
        List<PromptMessage> prompt,
        boolean goesOn,
        List<ToolDefinition> tools,
        ModelOptions options) {

    public ModelRequest {
        prompt = List.copyOf(prompt);
        tools = List.copyOf(tools);
    }

    /** One without tools, and with all options as the model has them. */
    public ModelRequest(String model, @Nullable String systemPrompt, List<PromptMessage> prompt, boolean goesOn) {
        this(model, systemPrompt, prompt, goesOn, List.of(), ModelOptions.DEFAULT);
    }
}
