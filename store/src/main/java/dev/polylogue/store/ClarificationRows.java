package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore.Approval;
import dev.polylogue.engine.store.ClarificationStore.Waiting;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code clarification}; {@code content} is the question as it was asked, the other columns how it ended. */
final class ClarificationRows {

    private ClarificationRows() {}

    /** A question and the generation that asks. */
    record Asked(GenerationId generation, Clarification clarification) {}

    static void insert(Sql sql, UserId owner, GenerationId generation, Clarification clarification)
            throws SQLException {
        sql.update(
                """
                insert into clarification (owner, id, generation_id, content, state, answer, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                owner,
                clarification.id(),
                generation,
                StoredJson.text(clarification),
                clarification.state().wire(),
                clarification.answer(),
                clarification.expiresAt());
    }

    static Optional<Asked> find(Sql sql, UserId owner, ClarificationId id) throws SQLException {
        return sql.first(
                "select generation_id, content, state, answer from clarification where owner = ? and id = ?",
                ClarificationRows::read,
                owner,
                id);
    }

    /** All that the generation asked, oldest first. */
    static List<Clarification> of(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        return sql.list("""
                select generation_id, content, state, answer from clarification
                where owner = ? and generation_id = ? order by id
                """, row -> read(row).clarification(), owner, generation);
    }

    static boolean isWaiting(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        return sql.exists(
                "select 1 from clarification where owner = ? and generation_id = ? and state = 'waiting'",
                owner,
                generation);
    }

    static List<Approval> approvals(Sql sql, UserId owner) throws SQLException {
        List<Approval> waiting = sql.list(
                """
                select c.generation_id, c.content, c.state, c.answer, g.conversation_id
                from clarification c join generation g on g.owner = c.owner and g.id = c.generation_id
                where c.owner = ? and c.state = 'waiting' order by c.id
                """,
                row -> new Approval(
                        ConversationId.of(row.text("conversation_id")),
                        GenerationId.of(row.text("generation_id")),
                        read(row).clarification()),
                owner);
        return waiting.stream()
                .filter(asked -> asked.question().kind() == ClarificationKind.APPROVAL)
                .toList();
    }

    static List<Waiting> expired(Sql sql, Instant now, int limit) throws SQLException {
        return sql.list("""
                select owner, id from clarification where state = 'waiting' and expires_at <= ?
                order by expires_at limit ?
                """, row -> new Waiting(row.owner(), ClarificationId.of(row.text("id"))), now, limit);
    }

    static void end(
            Sql sql, UserId owner, ClarificationId id, ClarificationState state, @Nullable String answer, Instant at)
            throws SQLException {
        sql.update(
                "update clarification set state = ?, answer = ?, ended_at = ? where owner = ? and id = ?",
                state.wire(),
                answer,
                at,
                owner,
                id);
    }

    static void cancelWaiting(Sql sql, UserId owner, GenerationId generation, Instant at) throws SQLException {
        sql.update("""
                update clarification set state = 'cancelled', ended_at = ?
                where owner = ? and generation_id = ? and state = 'waiting'
                """, at, owner, generation);
    }

    /** Removes the questions that were asked while that message was written. */
    static void deleteOf(Sql sql, UserId owner, ConversationId conversation, MessageId message) throws SQLException {
        sql.update("""
                delete from clarification where owner = ? and generation_id in (
                  select id from generation where owner = ? and conversation_id = ? and assistant_message_id = ?)
                """, owner, owner, conversation, message);
    }

    private static Asked read(Row row) throws SQLException {
        var asked = StoredJson.clarification(row.text("content"));
        return new Asked(
                GenerationId.of(row.text("generation_id")),
                asked.ended(ClarificationState.ofWire(row.text("state")), row.textOrNull("answer")));
    }
}
