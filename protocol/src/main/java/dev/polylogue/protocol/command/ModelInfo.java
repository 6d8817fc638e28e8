package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A model that a person can choose.
 *
 * @param id {@code provider/model}
 * @param maxConcurrent how many answers at once; null: no limit of ours
 * @param reason why it is not available, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelInfo(
        String id,
        String provider,
        String name,
        Capabilities capabilities,
        @Nullable Integer maxConcurrent,
        boolean available,
        @Nullable String reason) {

    /** What a model can do beside text. */
    public record Capabilities(boolean tools, boolean reasoning, boolean images) {}
}
