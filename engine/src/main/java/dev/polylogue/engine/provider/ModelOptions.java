package dev.polylogue.engine.provider;

import dev.polylogue.protocol.command.ReasoningEffort;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer; each null leaves it to the model. A dialect leaves out what its server has not.
 *
 * @param temperature 0 to 2
 * @param maxOutputTokens at least 1; reasoning counts
 * @param reasoningEffort null also where the model does not reason
 */
public record ModelOptions(
        @Nullable Double temperature,
        @Nullable Integer maxOutputTokens,
        @Nullable ReasoningEffort reasoningEffort) {

    /** All as the model has it. */
    public static final ModelOptions DEFAULT = new ModelOptions(null, null, null);
}
