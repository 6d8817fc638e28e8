package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Usage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of generations in the tables. */
final class JdbcGenerations implements GenerationStore {

    private final Database database;

    JdbcGenerations(Database database) {
        this.database = database;
    }

    @Override
    public Claim claim(NewGeneration generation) {
        return database.write(sql -> Claiming.claim(sql, generation));
    }

    @Override
    public Optional<Claim> claimNew(NewGeneration generation) {
        return database.write(sql -> Claiming.claimNew(sql, generation));
    }

    @Override
    public void checkpoint(List<LogTail> tails) {
        if (!tails.isEmpty()) {
            database.write(sql -> {
                CheckpointRows.add(sql, tails);
                return tails.size();
            });
        }
    }

    @Override
    public boolean running(UserId owner, GenerationId id, int step) {
        return database.settle(sql -> {
            var active = GenerationRows.findActive(sql, owner, id).orElse(null);
            if (active == null) {
                return false;
            }
            GenerationRows.phase(sql, owner, id, GenerationPhase.RUNNING, step);
            ConversationRows.attention(sql, owner, active.conversationId(), Attention.STREAMING);
            return true;
        });
    }

    @Override
    public boolean await(LogTail tail, int step, List<Clarification> clarifications) {
        return database.settle(sql -> {
            var active = GenerationRows.findActive(sql, tail.owner(), tail.generationId())
                    .orElse(null);
            if (active == null) {
                return false;
            }
            CheckpointRows.sort(sql);
            PackedTail packed = PackedTail.of(tail);
            if (!DeltaRows.append(sql, packed)) {
                throw new StoreException(packed.gap());
            }
            for (Clarification clarification : clarifications) {
                ClarificationRows.insert(sql, tail.owner(), active.id(), clarification);
            }
            GenerationRows.phase(sql, tail.owner(), active.id(), GenerationPhase.AWAITING_INPUT, step);
            ConversationRows.attention(sql, tail.owner(), active.conversationId(), Attention.WAITING);
            return true;
        });
    }

    @Override
    public boolean end(GenerationEnd end) {
        return database.settle(sql -> {
            var active = GenerationRows.findActive(sql, end.owner(), end.id()).orElse(null);
            if (active == null) {
                return false;
            }
            count(sql, active, end);
            MessageRows.end(sql, active.assistantMessageId(), end);
            DeltaRows.delete(sql, end.owner(), end.id());
            ClarificationRows.cancelWaiting(sql, end.owner(), end.id(), end.at());
            GenerationRows.end(sql, end.owner(), end.id(), end.phase(), end.stopCause(), end.characters(), end.at());
            ConversationRows.attention(sql, end.owner(), active.conversationId(), end.attention());
            FollowUpRows.ended(sql, end.owner(), active.conversationId(), end.phase());
            CheckpointRows.sortTheLast(sql);
            return true;
        });
    }

    /** An answer that was gone on with has what it took before in its message. */
    private static void count(Sql sql, StoredGeneration active, GenerationEnd end) throws SQLException {
        @Nullable Usage whole = end.usage();
        if (whole == null) {
            return;
        }
        Usage more = MessageRows.find(sql, end.owner(), active.conversationId(), active.assistantMessageId())
                .map(Message::usage)
                .map(whole::minus)
                .orElse(whole);
        UsageRows.count(sql, end.owner(), active.model(), more, end.at());
    }

    @Override
    public Optional<StoredGeneration> find(UserId owner, GenerationId id) {
        return database.read(sql -> GenerationRows.find(sql, owner, id));
    }

    @Override
    public List<WaitingGeneration> recover(Instant now) {
        return database.settle(sql -> Recovery.recover(sql, now));
    }
}
