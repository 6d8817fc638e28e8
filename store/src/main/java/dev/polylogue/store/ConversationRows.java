package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.followup.FollowUpsSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code conversation}. */
final class ConversationRows {

    private static final String SELECT = """
            select c.owner, c.id, c.title, c.model, c.system_prompt, c.options, c.pinned, c.archived, c.created_at, c.updated_at,
              c.message_count, c.attention, c.active_leaf_id, c.follow_up_count, c.follow_up_revision, c.follow_up_pause,
              g.id as active_generation_id
            from conversation c left join generation g
              on g.owner = c.owner and g.conversation_id = c.id and g.ended_at is null
            """;

    private ConversationRows() {}

    static Optional<StoredConversation> find(Sql sql, UserId owner, ConversationId id) throws SQLException {
        return sql.first(SELECT + "where c.owner = ? and c.id = ?", ConversationRows::read, owner, id);
    }

    static boolean exists(Sql sql, UserId owner, ConversationId id) throws SQLException {
        return sql.exists("select 1 from conversation where owner = ? and id = ?", owner, id);
    }

    static List<StoredConversation> list(Sql sql, UserId owner, boolean archived, ListCursor after, int limit)
            throws SQLException {
        return sql.list(
                SELECT + """
                        where c.owner = ? and c.archived = ? and c.pinned <= ? and (c.pinned < ? or c.updated_at < ?
                          or (c.updated_at = ? and c.id > ?))
                        order by c.pinned desc, c.updated_at desc, c.id
                        limit ?
                        """,
                ConversationRows::read,
                owner,
                archived,
                after.pinned(),
                after.pinned(),
                after.updatedAtNanos(),
                after.updatedAtNanos(),
                after.id(),
                limit);
    }

    /** One without messages. */
    static void insert(Sql sql, UserId owner, NewConversation conversation) throws SQLException {
        insert(sql, owner, conversation, 0, null, conversation.createdAt(), Attention.NONE);
    }

    /** One whose first answer is queued. */
    static void insertClaimed(
            Sql sql, UserId owner, NewConversation conversation, int messages, MessageId leaf, Instant at)
            throws SQLException {
        insert(sql, owner, conversation, messages, leaf, at, Attention.QUEUED);
    }

    private static void insert(
            Sql sql,
            UserId owner,
            NewConversation conversation,
            int messages,
            @Nullable MessageId leaf,
            Instant updatedAt,
            Attention attention)
            throws SQLException {
        sql.update(
                """
                insert into conversation (owner, id, title, model, system_prompt, pinned, archived, created_at,
                  updated_at, message_count, attention, active_leaf_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                owner,
                conversation.id(),
                conversation.title(),
                conversation.model(),
                conversation.systemPrompt(),
                false,
                false,
                conversation.createdAt(),
                updatedAt,
                messages,
                attention.wire(),
                leaf);
    }

    /** Writes everything that a person can change. */
    static void update(Sql sql, StoredConversation conversation) throws SQLException {
        var summary = conversation.summary();
        sql.update(
                """
                update conversation set title = ?, model = ?, system_prompt = ?, options = ?, pinned = ?, archived = ?,
                  updated_at = ?, attention = ?, active_leaf_id = ?
                where owner = ? and id = ?
                """,
                summary.title(),
                summary.model(),
                conversation.systemPrompt(),
                ConversationOptions.NONE.equals(conversation.options())
                        ? null
                        : StoredJson.text(conversation.options()),
                summary.pinned(),
                summary.archived(),
                summary.updatedAt(),
                summary.attention().wire(),
                conversation.activeLeafId(),
                conversation.owner(),
                summary.id());
    }

    static boolean titleIfNone(Sql sql, UserId owner, ConversationId id, String title) throws SQLException {
        return sql.update(
                        "update conversation set title = ? where owner = ? and id = ? and title is null",
                        title,
                        owner,
                        id)
                > 0;
    }

    static void attention(Sql sql, UserId owner, ConversationId id, Attention attention) throws SQLException {
        sql.update("update conversation set attention = ? where owner = ? and id = ?", attention.wire(), owner, id);
    }

    /** Messages came or went: their number, and where the shown path ends now. */
    static void path(Sql sql, UserId owner, ConversationId id, int moreMessages, @Nullable MessageId leaf, Instant at)
            throws SQLException {
        sql.update("""
                update conversation set message_count = message_count + ?, active_leaf_id = ?, updated_at = ?
                where owner = ? and id = ?
                """, moreMessages, leaf, at, owner, id);
    }

    /** As {@link #path}, and an answer is queued. */
    static void claimed(Sql sql, UserId owner, ConversationId id, int moreMessages, MessageId leaf, Instant at)
            throws SQLException {
        sql.update("""
                update conversation set message_count = message_count + ?, active_leaf_id = ?, updated_at = ?,
                  attention = ?
                where owner = ? and id = ?
                """, moreMessages, leaf, at, Attention.QUEUED.wire(), owner, id);
    }

    /** Removes the row; the foreign keys take all that hangs on it along. */
    static boolean delete(Sql sql, UserId owner, ConversationId id) throws SQLException {
        return sql.update("delete from conversation where owner = ? and id = ?", owner, id) > 0;
    }

    private static StoredConversation read(Row row) throws SQLException {
        Attention attention = Attention.ofWire(row.text("attention"));
        var summary = new ConversationSummary(
                ConversationId.of(row.text("id")),
                row.textOrNull("title"),
                row.textOrNull("model"),
                row.flag("pinned"),
                row.flag("archived"),
                row.moment("updated_at"),
                row.count("message_count"),
                attention,
                row.orNull("active_generation_id", GenerationId::of),
                followUps(row, attention));
        return new StoredConversation(
                row.owner(),
                summary,
                row.textOrNull("system_prompt"),
                options(row),
                row.moment("created_at"),
                row.orNull("active_leaf_id", MessageId::of));
    }

    private static ConversationOptions options(Row row) throws SQLException {
        @Nullable ConversationOptions chosen = row.orNull("options", StoredJson::options);
        return chosen == null ? ConversationOptions.NONE : chosen;
    }

    private static @Nullable FollowUpsSummary followUps(Row row, Attention attention) throws SQLException {
        int count = row.count("follow_up_count");
        if (count == 0) {
            return null;
        }
        return new FollowUpsSummary(count, row.number("follow_up_revision"), FollowUpRows.pause(row, attention));
    }
}
