package dev.polylogue.store;

import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.StoredProvider;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Model servers in the table {@code provider}. */
final class JdbcProviders implements ProviderStore {

    private final Database database;

    JdbcProviders(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredProvider> all() {
        return database.read(sql -> sql.list("""
                select name, dialect, base_url, locked_key, max_concurrent, requests_per_minute, models
                from provider
                order by added_at, name
                """, JdbcProviders::read));
    }

    @Override
    public void put(StoredProvider provider, Instant at) {
        database.write(sql -> sql.update(
                """
                insert into provider (name, dialect, base_url, locked_key, max_concurrent, requests_per_minute, models,
                  added_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set dialect = excluded.dialect, base_url = excluded.base_url,
                  locked_key = excluded.locked_key, max_concurrent = excluded.max_concurrent,
                  requests_per_minute = excluded.requests_per_minute, models = excluded.models
                """,
                provider.name(),
                provider.dialect(),
                provider.baseUrl(),
                provider.lockedKey(),
                provider.maxConcurrent(),
                provider.requestsPerMinute(),
                StoredJson.names(provider.models()),
                at));
    }

    @Override
    public boolean remove(String name) {
        return database.settle(sql -> sql.update("delete from provider where name = ?", name) > 0);
    }

    private static StoredProvider read(Row row) throws SQLException {
        return new StoredProvider(
                row.text("name"),
                row.text("dialect"),
                row.text("base_url"),
                row.textOrNull("locked_key"),
                row.orNull("max_concurrent", Integer::valueOf),
                row.orNull("requests_per_minute", Integer::valueOf),
                StoredJson.names(row.text("models")));
    }
}
