package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tool may be called.
 *
 * @param id names the question; the answer is sent to it
 * @param approved null while it waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolApproval(String id, @Nullable Boolean approved) {}
