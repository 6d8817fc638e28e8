package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions in memory. */
final class MemoryClarifications implements ClarificationStore {

    private final Tables tables;

    MemoryClarifications(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Ending> end(
            UserId owner, ClarificationId id, ClarificationState end, @Nullable String answer, Instant at) {
        return tables.of(owner, owned -> {
            var asked = owned.clarifications.get(id);
            if (asked == null) {
                return Optional.empty();
            }
            var clarification = asked.clarification();
            if (clarification.state() != ClarificationState.WAITING) {
                return Optional.of(new Ending(false, asked.generation(), clarification));
            }
            Clarification ended = clarification.ended(end, answer);
            owned.clarifications.put(id, new Owned.Asked(asked.generation(), ended));
            owned.active(asked.generation())
                    .filter(row -> row.stored().phase() == GenerationPhase.AWAITING_INPUT
                            && owned.questions(asked.generation()).stream()
                                    .noneMatch(other -> other.state() == ClarificationState.WAITING))
                    .ifPresent(row -> {
                        row.phase(GenerationPhase.QUEUED, row.stored().step());
                        owned.attention(row.stored().conversationId(), Attention.QUEUED);
                    });
            return Optional.of(new Ending(true, asked.generation(), ended));
        });
    }

    @Override
    public Optional<Clarification> find(UserId owner, ClarificationId id) {
        return tables.of(owner, owned -> Optional.ofNullable(owned.clarifications.get(id))
                .map(Owned.Asked::clarification));
    }

    @Override
    public List<Approval> approvals(UserId owner) {
        return tables.of(owner, owned -> owned.clarifications.values().stream()
                .filter(asked -> asked.clarification().kind() == ClarificationKind.APPROVAL
                        && asked.clarification().state() == ClarificationState.WAITING)
                .map(asked -> new Approval(
                        Objects.requireNonNull(owned.generations.get(asked.generation()))
                                .stored()
                                .conversationId(),
                        asked.generation(),
                        asked.clarification()))
                .toList());
    }

    @Override
    public List<Waiting> expired(Instant now, int limit) {
        record Due(Instant at, Waiting waiting) {}
        return tables.transact(() -> {
            List<Due> due = new ArrayList<>();
            for (Owned owned : tables.all()) {
                owned.clarifications.values().stream()
                        .map(Owned.Asked::clarification)
                        .filter(asked -> asked.state() == ClarificationState.WAITING
                                && !asked.expiresAt().isAfter(now))
                        .forEach(asked -> due.add(new Due(asked.expiresAt(), new Waiting(owned.owner, asked.id()))));
            }
            due.sort(Comparator.comparing(Due::at));
            return due.stream().limit(limit).map(Due::waiting).toList();
        });
    }
}
