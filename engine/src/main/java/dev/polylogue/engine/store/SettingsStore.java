package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.UserSettings;
import java.util.List;

/** What each person has set. */
public interface SettingsStore {

    /** The person's settings; fields that were never set are null. */
    UserSettings settings(UserId owner);

    /** Changes the fields of {@code patch} that are not null (an empty default model takes it away); returns the whole. */
    UserSettings update(UserId owner, UserSettings patch);

    /** All who hold back what has not begun ({@link UserSettings#pauseNew}). */
    List<UserId> pausing();
}
