package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a model counted. {@code reasoningTokens} are part of {@code outputTokens}, cached ones of the input.
 *
 * @param estimated true where a part of it was not counted by the model but estimated by its length; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        long inputTokens,
        long outputTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Cost cost,
        @Nullable Boolean estimated) {

    /** As a model counts it: it does not know its price. */
    public Usage(
            long inputTokens, long outputTokens, @Nullable Long reasoningTokens, @Nullable Long cachedInputTokens) {
        this(inputTokens, outputTokens, reasoningTokens, cachedInputTokens, null, null);
    }

    /** As nobody has counted it. */
    public static Usage estimate(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, null, null, null, true);
    }

    /** The same with its cost. */
    public Usage costing(Cost other) {
        return new Usage(inputTokens, outputTokens, reasoningTokens, cachedInputTokens, other, estimated);
    }

    /** What is more in this one than in an earlier one of the same answer. */
    public Usage minus(Usage before) {
        return new Usage(
                Math.max(0, inputTokens - before.inputTokens),
                Math.max(0, outputTokens - before.outputTokens),
                less(reasoningTokens, before.reasoningTokens),
                less(cachedInputTokens, before.cachedInputTokens),
                cost == null ? null : less(cost, before.cost),
                estimated);
    }

    private static @Nullable Long less(@Nullable Long one, @Nullable Long two) {
        return one == null || two == null ? one : Long.valueOf(Math.max(0, one - two));
    }

    private static Cost less(Cost one, @Nullable Cost two) {
        if (two == null || !two.currency().equals(one.currency())) {
            return one;
        }
        return new Cost(Math.max(0, one.micros() - two.micros()), one.currency());
    }

    /** The sum of two steps of one answer. */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                sum(reasoningTokens, other.reasoningTokens),
                sum(cachedInputTokens, other.cachedInputTokens),
                sum(cost, other.cost),
                estimated == null ? other.estimated : estimated);
    }

    /** What was counted in another currency before the price was changed is left out. */
    private static @Nullable Cost sum(@Nullable Cost one, @Nullable Cost two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.currency().equals(two.currency()) ? new Cost(one.micros() + two.micros(), one.currency()) : two;
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long two) {
        if (one == null) {
            return two;
        }
        return two == null ? one : Long.valueOf(one + two);
    }
}
