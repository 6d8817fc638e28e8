package dev.polylogue.engine.completion;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked outside of a conversation.
 *
 * @param person whose turn in the line it takes
 * @param model {@code provider/model}
 * @param systemPrompt null for none
 * @param prompt as in {@link ModelRequest}
 */
public record CompletionRequest(
        UserId person,
        String model,
        @Nullable String systemPrompt,
        List<PromptMessage> prompt,
        List<ToolDefinition> tools,
        ModelOptions options) {

    public CompletionRequest {
        prompt = List.copyOf(prompt);
        tools = List.copyOf(tools);
        if (model.indexOf('/') < 1) {
            throw new IllegalArgumentException("a model's id is provider/model");
        }
    }

    String providerName() {
        return model.substring(0, model.indexOf('/'));
    }

    ModelRequest modelRequest() {
        boolean goesOn = !prompt.isEmpty() && prompt.getLast() instanceof PromptMessage.Assistant;
        return new ModelRequest(model.substring(model.indexOf('/') + 1), systemPrompt, prompt, goesOn, tools, options);
    }
}
