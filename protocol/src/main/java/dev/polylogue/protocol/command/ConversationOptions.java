package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of one conversation are to be made; each null leaves it to the model.
 *
 * @param temperature 0 to 2
 * @param maxOutputTokens at least 1; reasoning counts
 * @param reasoningEffort only where the model reasons
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationOptions(
        @Nullable Double temperature,
        @Nullable Integer maxOutputTokens,
        @Nullable ReasoningEffort reasoningEffort) {

    /** All left to the model. */
    public static final ConversationOptions NONE = new ConversationOptions(null, null, null);
}
