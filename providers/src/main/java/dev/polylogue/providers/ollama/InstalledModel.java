package dev.polylogue.providers.ollama;

import tools.jackson.databind.JsonNode;

/**
 * A model that an Ollama has on its disk. What it does not say is empty.
 *
 * @param family as in {@code llama}
 * @param parameters as in {@code 8.0B}
 * @param quantization as in {@code Q4_K_M}
 */
public record InstalledModel(
        String name, long bytes, String digest, String family, String parameters, String quantization) {

    static InstalledModel read(JsonNode model) {
        JsonNode details = model.path("details");
        return new InstalledModel(
                model.path("name").asString(""),
                model.path("size").asLong(0),
                model.path("digest").asString(""),
                details.path("family").asString(""),
                details.path("parameter_size").asString(""),
                details.path("quantization_level").asString(""));
    }
}
