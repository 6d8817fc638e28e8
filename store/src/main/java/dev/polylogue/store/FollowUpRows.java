package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore.Next;
import dev.polylogue.engine.store.FollowUpStore.Place;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code follow_up}, and what a conversation's row says of it. Every change raises the revision. */
final class FollowUpRows {

    private static final String ITEMS = """
            select id, content, page, created_at from follow_up
            where owner = ? and conversation_id = ? order by position
            """;

    private FollowUpRows() {}

    static Optional<FollowUps> list(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        List<FollowUp> items = sql.list(ITEMS, FollowUpRows::item, owner, conversation);
        return sql.first(
                "select follow_up_revision, follow_up_pause, attention from conversation where owner = ? and id = ?",
                row -> new FollowUps(
                        row.number("follow_up_revision"),
                        items,
                        items.isEmpty() ? null : pause(row, Attention.ofWire(row.text("attention")))),
                owner,
                conversation);
    }

    /** The stored pause, or the question that stands in the way. */
    static @Nullable FollowUpPause pause(Row row, Attention attention) throws SQLException {
        return attention == Attention.WAITING
                ? FollowUpPause.QUESTION
                : row.orNull("follow_up_pause", FollowUpPause::ofWire);
    }

    /** The conversation where it waits. */
    static Optional<ConversationId> place(Sql sql, UserId owner, MessageId id) throws SQLException {
        return sql.first(
                "select conversation_id from follow_up where owner = ? and id = ?",
                row -> ConversationId.of(row.text("conversation_id")),
                owner,
                id);
    }

    static void insert(Sql sql, UserId owner, ConversationId conversation, FollowUp item, @Nullable PageId page)
            throws SQLException {
        sql.update("""
                insert into follow_up (owner, id, conversation_id, position, content, page, created_at)
                select ?, ?, ?, coalesce(max(position) + 1, 0), ?, ?, ?
                from follow_up where owner = ? and conversation_id = ?
                """, owner, item.id(), conversation, item.text(), page, item.createdAt(), owner, conversation);
        changed(sql, owner, conversation);
    }

    static boolean text(Sql sql, UserId owner, ConversationId conversation, MessageId id, String text)
            throws SQLException {
        return sql.update(
                        "update follow_up set content = ? where owner = ? and conversation_id = ? and id = ?",
                        text,
                        owner,
                        conversation,
                        id)
                > 0;
    }

    static void position(Sql sql, UserId owner, MessageId id, long position) throws SQLException {
        sql.update("update follow_up set position = ? where owner = ? and id = ?", position, owner, id);
    }

    static boolean delete(Sql sql, UserId owner, ConversationId conversation, MessageId id) throws SQLException {
        int gone = sql.update(
                "delete from follow_up where owner = ? and conversation_id = ? and id = ?", owner, conversation, id);
        if (gone > 0) {
            changed(sql, owner, conversation);
        }
        return gone > 0;
    }

    /** To be called after each change of the rows. Where none is left there is nothing to pause. */
    static void changed(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        sql.update("""
                update conversation set follow_up_revision = follow_up_revision + 1, follow_up_count = (
                  select count(*) from follow_up where owner = ? and conversation_id = ?)
                where owner = ? and id = ?
                """, owner, conversation, owner, conversation);
        sql.update(
                "update conversation set follow_up_pause = null where owner = ? and id = ? and follow_up_count = 0",
                owner,
                conversation);
    }

    static void pause(Sql sql, UserId owner, ConversationId conversation, FollowUpPause pause) throws SQLException {
        sql.update("""
                update conversation set follow_up_revision = follow_up_revision + 1, follow_up_pause = ?
                where owner = ? and id = ? and follow_up_count > 0
                """, pause.wire(), owner, conversation);
    }

    static void unpause(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        sql.update("""
                update conversation set follow_up_revision = follow_up_revision + 1, follow_up_pause = null
                where owner = ? and id = ? and follow_up_pause is not null
                """, owner, conversation);
    }

    /** An answer ended: unless it came to its end, what waits for it waits for the person. */
    static void ended(Sql sql, UserId owner, ConversationId conversation, GenerationPhase phase) throws SQLException {
        switch (phase) {
            case STOPPED -> pause(sql, owner, conversation, FollowUpPause.STOPPED);
            case FAILED -> pause(sql, owner, conversation, FollowUpPause.FAILED);
            case INTERRUPTED -> pause(sql, owner, conversation, FollowUpPause.INTERRUPTED);
            case COMPLETED -> {}
            case QUEUED, RUNNING, AWAITING_INPUT, STOPPING -> throw new IllegalArgumentException(phase + " is no end");
        }
    }

    static Optional<Next> next(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        boolean isFree = sql.exists("""
                select 1 from conversation c where c.owner = ? and c.id = ? and c.follow_up_pause is null
                  and not exists (select 1 from generation g
                    where g.owner = c.owner and g.conversation_id = c.id and g.ended_at is null)
                """, owner, conversation);
        return isFree
                ? sql.first(ITEMS, row -> new Next(item(row), row.orNull("page", PageId::of)), owner, conversation)
                : Optional.empty();
    }

    /** Of all owners. */
    static List<Place> ready(Sql sql) throws SQLException {
        return sql.list("""
                select distinct f.owner, f.conversation_id
                from follow_up f join conversation c on c.owner = f.owner and c.id = f.conversation_id
                where c.follow_up_pause is null and not exists (select 1 from generation g
                  where g.owner = f.owner and g.conversation_id = f.conversation_id and g.ended_at is null)
                """, row -> new Place(row.owner(), ConversationId.of(row.text("conversation_id"))));
    }

    private static FollowUp item(Row row) throws SQLException {
        return new FollowUp(MessageId.of(row.text("id")), row.text("content"), row.moment("created_at"));
    }
}
