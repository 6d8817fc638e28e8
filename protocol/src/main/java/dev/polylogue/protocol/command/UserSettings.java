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
        @Nullable Boolean pauseNew) {

    /** Changes nothing; the methods below each give the same with one change more. */
    public static final UserSettings NOTHING = new UserSettings(null, null, null);

    public UserSettings onLeave(OnLeave value) {
        return new UserSettings(value, defaultModel, pauseNew);
    }

    public UserSettings defaultModel(String value) {
        return new UserSettings(onLeave, value, pauseNew);
    }

    public UserSettings pauseNew(boolean value) {
        return new UserSettings(onLeave, defaultModel, value);
    }
}
