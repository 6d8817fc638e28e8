package dev.polylogue.store;

import dev.polylogue.engine.store.StoredToolServer;
import dev.polylogue.engine.store.ToolServerStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Servers of tools in the table {@code tool_server}. */
final class JdbcToolServers implements ToolServerStore {

    private final Database database;

    JdbcToolServers(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredToolServer> all() {
        return database.read(sql -> sql.list(
                "select name, command, arguments, url, locked_secrets, enabled from tool_server order by added_at, name",
                JdbcToolServers::read));
    }

    @Override
    public void put(StoredToolServer server, Instant at) {
        database.write(sql -> sql.update(
                """
                insert into tool_server (name, command, arguments, url, locked_secrets, enabled, added_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set command = excluded.command, arguments = excluded.arguments,
                  url = excluded.url, locked_secrets = excluded.locked_secrets, enabled = excluded.enabled
                """,
                server.name(),
                server.command(),
                StoredJson.names(server.arguments()),
                server.url(),
                server.lockedSecrets(),
                server.enabled(),
                at));
    }

    @Override
    public boolean remove(String name) {
        return database.settle(sql -> sql.update("delete from tool_server where name = ?", name) > 0);
    }

    private static StoredToolServer read(Row row) throws SQLException {
        return new StoredToolServer(
                row.text("name"),
                row.textOrNull("command"),
                StoredJson.names(row.text("arguments")),
                row.textOrNull("url"),
                row.textOrNull("locked_secrets"),
                row.flag("enabled"));
    }
}
