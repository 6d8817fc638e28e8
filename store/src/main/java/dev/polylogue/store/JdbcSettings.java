package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.UserSettings;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Settings in the table {@code user_settings}. */
final class JdbcSettings implements SettingsStore {

    private final Database database;

    JdbcSettings(Database database) {
        this.database = database;
    }

    @Override
    public UserSettings settings(UserId owner) {
        return database.read(sql -> read(sql, owner));
    }

    @Override
    public UserSettings update(UserId owner, UserSettings patch) {
        return database.write(sql -> {
            UserSettings before = read(sql, owner);
            @Nullable OnLeave onLeave = patch.onLeave() == null ? before.onLeave() : patch.onLeave();
            @Nullable String model = Patched.text(before.defaultModel(), patch.defaultModel());
            sql.update("""
                    insert into user_settings (owner, on_leave, default_model) values (?, ?, ?)
                    on conflict (owner) do update
                      set on_leave = excluded.on_leave, default_model = excluded.default_model
                    """, owner, onLeave == null ? null : onLeave.wire(), model);
            return new UserSettings(onLeave, model);
        });
    }

    private static UserSettings read(Sql sql, UserId owner) throws SQLException {
        return sql.first(
                        "select on_leave, default_model from user_settings where owner = ?",
                        row -> new UserSettings(
                                row.orNull("on_leave", OnLeave::ofWire), row.textOrNull("default_model")),
                        owner)
                .orElse(new UserSettings(null, null));
    }
}
