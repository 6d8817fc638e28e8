package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A person's settings; as a patch, null leaves a field as it is, an empty {@code defaultModel} takes it away.
 *
 * @param pauseNew whether answers that the person asks for wait, and only those that have begun go on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserSettings(
        @Nullable OnLeave onLeave,
        @Nullable String defaultModel,
        @Nullable Boolean pauseNew) {}
