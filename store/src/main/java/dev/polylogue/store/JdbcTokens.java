package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredToken;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.protocol.id.ApiTokenId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens of programs, in the table {@code api_token}. */
final class JdbcTokens implements TokenStore {

    private final Database database;

    JdbcTokens(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(StoredToken token, int most) {
        return database.write(sql -> {
            int there = sql.first(
                            "select count(*) as tokens from api_token where owner = ?",
                            row -> row.count("tokens"),
                            token.owner())
                    .orElse(0);
            if (there >= most) {
                return false;
            }
            sql.update(
                    """
                    insert into api_token (owner, id, name, hash, created_at, last_used_at) values (?, ?, ?, ?, ?, ?)
                    """, token.owner(), token.id(), token.name(), token.hash(), token.createdAt(), token.lastUsedAt());
            return true;
        });
    }

    @Override
    public List<StoredToken> all(UserId owner) {
        return database.read(sql -> sql.list("""
                select owner, id, name, hash, created_at, last_used_at from api_token where owner = ?
                order by created_at, id
                """, JdbcTokens::read, owner));
    }

    @Override
    public boolean remove(UserId owner, ApiTokenId id) {
        return database.settle(sql -> sql.update("delete from api_token where owner = ? and id = ?", owner, id) > 0);
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return database.read(sql -> sql.first(
                "select owner, id, name, hash, created_at, last_used_at from api_token where hash = ?",
                JdbcTokens::read,
                hash));
    }

    @Override
    public void used(UserId owner, ApiTokenId id, Instant at) {
        database.write(
                sql -> sql.update("update api_token set last_used_at = ? where owner = ? and id = ?", at, owner, id));
    }

    @Override
    public boolean hasAny() {
        return database.read(sql -> sql.exists("select owner from api_token limit 1"));
    }

    private static StoredToken read(Row row) throws SQLException {
        return new StoredToken(
                row.owner(),
                ApiTokenId.of(row.text("id")),
                row.text("name"),
                row.text("hash"),
                row.moment("created_at"),
                row.orNull("last_used_at", nanos -> Moments.ofNanos(Long.parseLong(nanos))));
    }
}
