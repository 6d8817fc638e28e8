package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions in the table {@code clarification}. */
final class JdbcClarifications implements ClarificationStore {

    private final Database database;

    JdbcClarifications(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Ending> end(
            UserId owner, ClarificationId id, ClarificationState end, @Nullable String answer, Instant at) {
        if (end == ClarificationState.WAITING) {
            throw new IllegalArgumentException("waiting is not an end");
        }
        return database.settle(sql -> {
            var asked = ClarificationRows.find(sql, owner, id).orElse(null);
            if (asked == null) {
                return Optional.empty();
            }
            if (asked.clarification().state() != ClarificationState.WAITING) {
                return Optional.of(new Ending(false, asked.generation(), asked.clarification()));
            }
            ClarificationRows.end(sql, owner, id, end, answer, at);
            if (!ClarificationRows.isWaiting(sql, owner, asked.generation())) {
                requeue(sql, owner, asked.generation());
            }
            return Optional.of(
                    new Ending(true, asked.generation(), asked.clarification().ended(end, answer)));
        });
    }

    @Override
    public List<Waiting> expired(Instant now, int limit) {
        return database.read(sql -> ClarificationRows.expired(sql, now, limit));
    }

    @Override
    public Optional<Clarification> find(UserId owner, ClarificationId id) {
        return database.read(sql -> ClarificationRows.find(sql, owner, id).map(ClarificationRows.Asked::clarification));
    }

    @Override
    public List<Approval> approvals(UserId owner) {
        return database.read(sql -> ClarificationRows.approvals(sql, owner));
    }

    private static void requeue(Sql sql, UserId owner, GenerationId id) throws SQLException {
        var generation = GenerationRows.findActive(sql, owner, id).orElse(null);
        if (generation != null && generation.phase() == GenerationPhase.AWAITING_INPUT) {
            GenerationRows.phase(sql, owner, id, GenerationPhase.QUEUED, generation.step());
            ConversationRows.attention(sql, owner, generation.conversationId(), Attention.QUEUED);
        }
    }
}
