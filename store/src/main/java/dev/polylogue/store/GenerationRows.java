package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code generation}; a row without {@code ended_at} is active and holds its conversation. */
final class GenerationRows {

    private static final String SELECT = """
            select owner, id, conversation_id, user_message_id, assistant_message_id, model, page, phase, step,
              stop_cause, saved_characters, started_at
            from generation
            """;

    private GenerationRows() {}

    static Optional<StoredGeneration> find(Sql sql, UserId owner, GenerationId id) throws SQLException {
        return sql.first(SELECT + "where owner = ? and id = ?", GenerationRows::read, owner, id);
    }

    static Optional<StoredGeneration> findActive(Sql sql, UserId owner, GenerationId id) throws SQLException {
        return sql.first(SELECT + "where owner = ? and id = ? and ended_at is null", GenerationRows::read, owner, id);
    }

    static Optional<StoredGeneration> ofRequest(Sql sql, UserId owner, RequestId request) throws SQLException {
        return sql.first(SELECT + "where owner = ? and request_id = ?", GenerationRows::read, owner, request);
    }

    /** The generation that holds the conversation. */
    static Optional<StoredGeneration> holder(Sql sql, UserId owner, ConversationId conversation) throws SQLException {
        return sql.first(
                SELECT + "where owner = ? and conversation_id = ? and ended_at is null",
                GenerationRows::read,
                owner,
                conversation);
    }

    /** The active ones of all owners. */
    static List<StoredGeneration> allActive(Sql sql) throws SQLException {
        return sql.list(SELECT + "where ended_at is null order by started_at", GenerationRows::read);
    }

    /** Whether any, of any owner, is active and does not wait for a person. */
    static boolean isAnyAtWork(Sql sql) throws SQLException {
        return sql.exists(
                "select owner from generation where ended_at is null and phase <> ? limit 1",
                GenerationPhase.AWAITING_INPUT.wire());
    }

    static void insert(Sql sql, NewGeneration generation) throws SQLException {
        sql.update(
                """
                insert into generation (owner, id, request_id, conversation_id, user_message_id,
                  assistant_message_id, model, page, phase, step, saved_characters, started_at, number)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, (select coalesce(max(number), 0) + 1 from generation))
                """,
                generation.owner(),
                generation.id(),
                generation.requestId(),
                generation.conversationId(),
                generation.userMessageId(),
                generation.assistantMessageId(),
                generation.model(),
                generation.page(),
                GenerationPhase.QUEUED.wire(),
                generation.startedAt());
    }

    static void phase(Sql sql, UserId owner, GenerationId id, GenerationPhase phase, int step) throws SQLException {
        sql.update(
                "update generation set phase = ?, step = ? where owner = ? and id = ?", phase.wire(), step, owner, id);
    }

    static void end(
            Sql sql,
            UserId owner,
            GenerationId id,
            GenerationPhase phase,
            @Nullable StopCause cause,
            long savedCharacters,
            Instant at)
            throws SQLException {
        sql.update("""
                update generation set phase = ?, stop_cause = ?, saved_characters = ?, ended_at = ?
                where owner = ? and id = ?
                """, phase.wire(), cause == null ? null : cause.name(), savedCharacters, at, owner, id);
    }

    /** Forgets the generations of all owners that ended before {@code moment}, with their questions. */
    static void deleteEndedBefore(Sql sql, Instant moment) throws SQLException {
        sql.update("""
                delete from generation where (owner, id) in (
                  select owner, id from generation where ended_at < ?)
                """, moment);
    }

    private static StoredGeneration read(Row row) throws SQLException {
        return new StoredGeneration(
                row.owner(),
                GenerationId.of(row.text("id")),
                ConversationId.of(row.text("conversation_id")),
                MessageId.of(row.text("user_message_id")),
                MessageId.of(row.text("assistant_message_id")),
                row.text("model"),
                row.orNull("page", PageId::of),
                GenerationPhase.ofWire(row.text("phase")),
                row.count("step"),
                row.orNull("stop_cause", StopCause::valueOf),
                row.number("saved_characters"),
                row.moment("started_at"));
    }
}
