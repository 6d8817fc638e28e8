package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.message.StopCause;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code message}. */
final class MessageRows {

    private static final String SELECT = """
            select owner, id, parent_id, role, status, parts, model, created_at, usage, error, stop_cause
            from message where owner = ? and conversation_id = ?
            """;

    /** A message and all below it. */
    private static final String BELOW = """
            with recursive below (id) as (
              select m.id from message m where m.owner = ? and m.conversation_id = ? and m.id = ?
              union all
              select m.id from message m join below b on m.parent_id = b.id
              where m.owner = ? and m.conversation_id = ?)
            """;

    private MessageRows() {}

    /** All of the conversation, parents before children; the parts of a streaming one are those before it began. */
    static List<Message> list(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        return sql.list(SELECT + "order by position", MessageRows::read, owner, conversation);
    }

    static Optional<Message> find(Sql sql, UserId owner, ConversationId conversation, MessageId id)
            throws SQLException {
        return sql.first(SELECT + "and id = ?", MessageRows::read, owner, conversation, id);
    }

    static boolean isTaken(Sql sql, UserId owner, MessageId id) throws SQLException {
        return sql.exists("select 1 from message where owner = ? and id = ?", owner, id);
    }

    static void insert(Sql sql, UserId owner, ConversationId conversation, Message message) throws SQLException {
        sql.update(
                """
                insert into message (owner, id, conversation_id, position, parent_id, role, status, parts, model,
                  created_at, usage, error, stop_cause)
                values (?, ?, ?,
                  (select coalesce(max(position), 0) + 1 from message where owner = ? and conversation_id = ?),
                  ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                owner,
                message.id(),
                conversation,
                owner,
                conversation,
                message.parentId(),
                message.role().wire(),
                message.status().wire(),
                StoredJson.parts(message.parts()),
                message.model(),
                message.createdAt(),
                StoredJson.text(message.usage()),
                StoredJson.text(message.error()),
                name(message.stopCause()));
    }

    /** Turns an ended answer back to streaming; its parts stay until the first checkpoint or the end. */
    static void goOn(Sql sql, UserId owner, MessageId id, String model) throws SQLException {
        sql.update("""
                update message set status = ?, model = ?, error = null, stop_cause = null where owner = ? and id = ?
                """, MessageStatus.STREAMING.wire(), model, owner, id);
    }

    static void end(Sql sql, MessageId id, GenerationEnd end) throws SQLException {
        sql.update(
                """
                update message set status = ?, parts = ?, usage = ?, error = ?, stop_cause = ?
                where owner = ? and id = ?
                """,
                end.status().wire(),
                StoredJson.parts(end.parts()),
                StoredJson.text(end.usage()),
                StoredJson.text(end.error()),
                name(end.stopCause()),
                end.owner(),
                id);
    }

    static void interrupt(Sql sql, UserId owner, MessageId id, List<Part> parts) throws SQLException {
        sql.update(
                "update message set status = ?, parts = ? where owner = ? and id = ?",
                MessageStatus.INTERRUPTED.wire(),
                StoredJson.parts(parts),
                owner,
                id);
    }

    static List<MessageId> below(Sql sql, UserId owner, ConversationId conversation, MessageId top)
            throws SQLException {
        return sql.list(
                BELOW + "select id from below",
                row -> MessageId.of(row.text("id")),
                owner,
                conversation,
                top,
                owner,
                conversation);
    }

    /** Removes a message and all below it; gives how many. */
    static int deleteBelow(Sql sql, UserId owner, ConversationId conversation, MessageId top) throws SQLException {
        return sql.update(
                BELOW + "delete from message where owner = ? and id in (select id from below)",
                owner,
                conversation,
                top,
                owner,
                conversation,
                owner);
    }

    /** The newest message with that parent, or the newest root. */
    static Optional<MessageId> newestChild(
            Sql sql, UserId owner, ConversationId conversation, @Nullable MessageId parent) throws SQLException {
        Sql.Reader<MessageId> id = row -> MessageId.of(row.text("id"));
        if (parent == null) {
            return sql.first("""
                    select id from message where owner = ? and conversation_id = ? and parent_id is null
                    order by position desc limit 1
                    """, id, owner, conversation);
        }
        return sql.first("""
                select id from message where owner = ? and conversation_id = ? and parent_id = ?
                order by position desc limit 1
                """, id, owner, conversation, parent);
    }

    private static @Nullable String name(@Nullable StopCause cause) {
        return cause == null ? null : cause.name();
    }

    private static Message read(Row row) throws SQLException {
        return new Message(
                MessageId.of(row.text("id")),
                row.orNull("parent_id", MessageId::of),
                Role.ofWire(row.text("role")),
                MessageStatus.ofWire(row.text("status")),
                StoredJson.parts(row.text("parts")),
                row.textOrNull("model"),
                row.moment("created_at"),
                row.orNull("usage", StoredJson::usage),
                row.orNull("error", StoredJson::error),
                row.orNull("stop_cause", StopCause::valueOf));
    }
}
