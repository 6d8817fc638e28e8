package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.protocol.command.UserSettings;
import java.util.ArrayList;
import java.util.List;

/** Settings in memory. */
final class MemorySettings implements SettingsStore {

    private final Tables tables;

    MemorySettings(Tables tables) {
        this.tables = tables;
    }

    @Override
    public UserSettings settings(UserId owner) {
        return tables.of(owner, owned -> owned.settings);
    }

    @Override
    public UserSettings update(UserId owner, UserSettings patch) {
        return tables.of(owner, owned -> {
            var before = owned.settings;
            owned.settings = new UserSettings(
                    patch.onLeave() == null ? before.onLeave() : patch.onLeave(),
                    MemoryConversations.text(before.defaultModel(), patch.defaultModel()),
                    patch.pauseNew() == null ? before.pauseNew() : patch.pauseNew());
            return owned.settings;
        });
    }

    @Override
    public List<UserId> pausing() {
        return tables.transact(() -> {
            List<UserId> pausing = new ArrayList<>();
            for (Owned owned : tables.all()) {
                if (Boolean.TRUE.equals(owned.settings.pauseNew())) {
                    pausing.add(owned.owner);
                }
            }
            return pausing;
        });
    }
}
