package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import java.sql.SQLException;
import java.time.Instant;

/** The tables {@code deleted_conversation} and {@code deleted_request}: what a late send must not begin anew. */
final class DeletedRows {

    private DeletedRows() {}

    static void add(Sql sql, UserId owner, ConversationId id, Instant at) throws SQLException {
        sql.update(
                "insert into deleted_conversation (owner, id, deleted_at) values (?, ?, ?) on conflict do nothing",
                owner,
                id,
                at);
    }

    /** To be called before the conversation's generations go. */
    static void addRequestsOf(Sql sql, UserId owner, ConversationId id, Instant at) throws SQLException {
        sql.update("""
                insert into deleted_request (owner, request_id, deleted_at)
                select owner, request_id, ? from generation where owner = ? and conversation_id = ?
                on conflict do nothing
                """, at, owner, id);
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
        sql.update("""
                delete from deleted_request where (owner, request_id) in (
                  select owner, request_id from deleted_request where deleted_at < ?)
                """, moment);
    }
}
