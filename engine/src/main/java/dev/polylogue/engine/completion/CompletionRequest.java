package dev.polylogue.engine.completion;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ModelId;
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
        ModelId.of(model);
    }

    String providerName() {
        return ModelId.of(model).provider();
    }

    ModelRequest modelRequest() {
        boolean goesOn = !prompt.isEmpty() && prompt.getLast() instanceof PromptMessage.Assistant;
        return new ModelRequest(ModelId.of(model).model(), systemPrompt, prompt, goesOn, tools, options);
    }
}
