package dev.polylogue.engine.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param model the model's name at its provider: the part of its id after the first slash
 * @param systemPrompt null for none
 * @param prompt what was said so far, oldest first; the last is the person's, or the assistant's where it goes on
 * @param goesOn whether the last of the prompt is the assistant's own cut answer, of which only the rest is wanted
 */
public record ModelRequest(String model, @Nullable String systemPrompt, List<PromptMessage> prompt, boolean goesOn) {

    public ModelRequest {
        prompt = List.copyOf(prompt);
    }
}
