package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.UserSettings;
import java.sql.SQLException;
import java.util.List;
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
            @Nullable Boolean pauseNew = patch.pauseNew() == null ? before.pauseNew() : patch.pauseNew();
            sql.update("""
                    insert into user_settings (owner, on_leave, default_model, pause_new) values (?, ?, ?, ?)
                    on conflict (owner) do update
                      set on_leave = excluded.on_leave, default_model = excluded.default_model,
                        pause_new = excluded.pause_new
                    """, owner, onLeave == null ? null : onLeave.wire(), model, pauseNew);
            return new UserSettings(onLeave, model, pauseNew);
        });
    }

    @Override
    public List<UserId> pausing() {
        return database.read(sql -> sql.list(
                "select owner from user_settings where pause_new order by owner",
                row -> new UserId(row.text("owner"))));
    }

    private static UserSettings read(Sql sql, UserId owner) throws SQLException {
        return sql.first(
                        "select on_leave, default_model, pause_new from user_settings where owner = ?",
                        row -> new UserSettings(
                                row.orNull("on_leave", OnLeave::ofWire),
                                row.textOrNull("default_model"),
                                row.flagOrNull("pause_new")),
                        owner)
                .orElse(new UserSettings(null, null, null));
    }
}
