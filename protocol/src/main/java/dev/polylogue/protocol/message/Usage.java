package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Tokens that a model counted. {@code reasoningTokens} are part of {@code outputTokens}, cached ones of the input. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        long inputTokens,
        long outputTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long cachedInputTokens) {

    /** The sum of two steps of one answer. */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                sum(reasoningTokens, other.reasoningTokens),
                sum(cachedInputTokens, other.cachedInputTokens));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long two) {
        if (one == null) {
            return two;
        }
        return two == null ? one : Long.valueOf(one + two);
    }
}
