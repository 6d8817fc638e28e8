package dev.polylogue.providers.openai;

import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import dev.polylogue.providers.hosted.ListedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The list of models as OpenAI and those after it give it. OpenRouter, Mistral and LM Studio also say what a model can,
 * each in its own field; that counts more than the name.
 */
public final class OpenAiModels {

    private static final Set<String> TOOLS = Set.of("tools", "tool_use", "function_calling");
    private static final Set<String> REASONING = Set.of("reasoning", "thinking");
    private static final Set<String> IMAGES = Set.of("image", "vision");

    private OpenAiModels() {}

    /** Reads {@code {data: [{id}, …]}}; null where the body is no such list. */
    public static @Nullable List<ListedModel> read(JsonNode body) {
        JsonNode data = body.path("data");
        if (!data.isArray()) {
            return null;
        }
        List<ListedModel> models = new ArrayList<>();
        for (JsonNode model : data) {
            String name = model.path("id").asString("");
            boolean isSaidNotToChat = model.path("capabilities")
                            .path("completion_chat")
                            .isBoolean()
                    && !model.path("capabilities").path("completion_chat").asBoolean();
            if (!name.isEmpty() && ListedModel.canChat(name) && !isSaidNotToChat) {
                models.add(read(name, model));
            }
        }
        return List.copyOf(models);
    }

    private static ListedModel read(String name, JsonNode model) {
        Capabilities guess = ListedModel.ofName(name).capabilities();
        JsonNode parameters = model.path("supported_parameters");
        JsonNode capabilities = model.path("capabilities");
        JsonNode modalities = model.path("architecture").path("input_modalities");
        return new ListedModel(
                name,
                new Capabilities(
                        said(TOOLS, guess.tools(), parameters, capabilities),
                        said(REASONING, guess.reasoning(), parameters, capabilities),
                        said(IMAGES, guess.images(), modalities, capabilities)));
    }

    /** What the fields say: a list that has one of the words or not, or an object with a word that is true or false. */
    private static boolean said(Set<String> words, boolean guess, JsonNode... fields) {
        boolean isSaid = false;
        for (JsonNode field : fields) {
            isSaid |= field.isArray() && !field.isEmpty();
            for (JsonNode word : field) {
                if (field.isArray() && words.contains(word.asString(""))) {
                    return true;
                }
            }
            for (String word : words) {
                if (field.path(word).isBoolean()) {
                    return field.path(word).asBoolean();
                }
            }
        }
        return guess && !isSaid;
    }
}
