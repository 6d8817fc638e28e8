package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import java.sql.SQLException;
import java.time.Instant;

/** The table {@code deleted_conversation}: ids that a late send must not make anew. */
final class DeletedRows {

    private DeletedRows() {}

    static void add(Sql sql, UserId owner, ConversationId id, Instant at) throws SQLException {
        sql.update(
                "insert into deleted_conversation (owner, id, deleted_at) values (?, ?, ?) on conflict do nothing",
                owner,
                id,
                at);
    }

    static boolean contains(Sql sql, UserId owner, ConversationId id) throws SQLException {
        return sql.exists("select 1 from deleted_conversation where owner = ? and id = ?", owner, id);
    }

    /** The person made it anew on purpose. */
    static void remove(Sql sql, UserId owner, ConversationId id) throws SQLException {
        sql.update("delete from deleted_conversation where owner = ? and id = ?", owner, id);
    }

    /** Forgets those of all owners that were deleted before {@code moment}. */
    static void forgetBefore(Sql sql, Instant moment) throws SQLException {
        sql.update("""
                delete from deleted_conversation where (owner, id) in (
                  select owner, id from deleted_conversation where deleted_at < ?)
                """, moment);
    }
}
