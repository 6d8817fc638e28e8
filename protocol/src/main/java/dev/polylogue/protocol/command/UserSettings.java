package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A person's settings; as a patch, null leaves a field as it is, an empty {@code defaultModel} takes it away. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserSettings(
        @Nullable OnLeave onLeave, @Nullable String defaultModel) {}
