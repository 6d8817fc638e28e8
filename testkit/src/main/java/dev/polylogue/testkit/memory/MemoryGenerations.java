package dev.polylogue.testkit.memory;

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
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of generations in memory. */
final class MemoryGenerations implements GenerationStore {

    private static final Duration DELETED_REMEMBERED = Duration.ofDays(7);
    private static final Duration ENDED_KEPT = Duration.ofDays(7);

    private final Tables tables;

    MemoryGenerations(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Claim claim(NewGeneration wish) {
        return tables.of(wish.owner(), owned -> Claims.claim(owned, wish));
    }

    @Override
    public void checkpoint(List<LogTail> tails) {
        tables.transact(() -> {
            // A tail with a gap is left out; the others of the same tick must not pay for it.
            tails.forEach(tail ->
                    tables.owned(tail.owner()).active(tail.generationId()).ifPresent(row -> row.append(tail)));
            return tails.size();
        });
    }

    @Override
    public boolean running(UserId owner, GenerationId id, int step) {
        return tables.of(owner, owned -> owned.active(id)
                .map(row -> {
                    row.phase(GenerationPhase.RUNNING, step);
                    owned.attention(row.stored().conversationId(), Attention.STREAMING);
                    return true;
                })
                .orElse(false));
    }

    @Override
    public boolean await(LogTail tail, int step, List<Clarification> clarifications) {
        return tables.of(tail.owner(), owned -> owned.active(tail.generationId())
                .map(row -> {
                    if (!row.append(tail)) {
                        throw new StoreException("chunks before offset " + tail.fromOffset() + " are missing");
                    }
                    for (Clarification clarification : clarifications) {
                        var asked = new Owned.Asked(row.stored().id(), clarification);
                        owned.clarifications.put(clarification.id(), asked);
                    }
                    row.phase(GenerationPhase.AWAITING_INPUT, step);
                    owned.attention(row.stored().conversationId(), Attention.WAITING);
                    return true;
                })
                .orElse(false));
    }

    @Override
    public boolean end(GenerationEnd end) {
        return tables.of(end.owner(), owned -> owned.active(end.id())
                .map(row -> {
                    var stored = row.stored();
                    count(owned, stored, end);
                    owned.message(stored.conversationId(), stored.assistantMessageId())
                            .ifPresent(message -> owned.put(stored.conversationId(), Messages.ended(message, end)));
                    owned.cancelQuestions(end.id());
                    row.end(end.phase(), end.stopCause(), end.characters(), end.at());
                    owned.attention(stored.conversationId(), end.attention());
                    owned.waiting(stored.conversationId()).ended(end.phase());
                    return true;
                })
                .orElse(false));
    }

    /** An answer that was gone on with has what it took before in its message. */
    private static void count(Owned owned, StoredGeneration stored, GenerationEnd end) {
        @Nullable Usage whole = end.usage();
        if (whole != null) {
            Usage more = owned.message(stored.conversationId(), stored.assistantMessageId())
                    .map(Message::usage)
                    .map(whole::minus)
                    .orElse(whole);
            String day = LocalDate.ofInstant(end.at(), ZoneOffset.UTC).toString();
            MemoryUsage.count(owned, day, stored.model(), more);
        }
    }

    @Override
    public Optional<StoredGeneration> find(UserId owner, GenerationId id) {
        return tables.of(
                owner, owned -> Optional.ofNullable(owned.generations.get(id)).map(GenerationRow::stored));
    }

    @Override
    public List<WaitingGeneration> recover(Instant now) {
        return tables.transact(() -> {
            List<WaitingGeneration> waiting = new ArrayList<>();
            for (Owned owned : tables.all()) {
                owned.generations.values().removeIf(row -> row.hasEndedBefore(now.minus(ENDED_KEPT)));
                owned.dropOrphanedQuestions();
                owned.deleted.values().removeIf(at -> at.isBefore(now.minus(DELETED_REMEMBERED)));
                owned.deletedRequests.values().removeIf(at -> at.isBefore(now.minus(DELETED_REMEMBERED)));
                owned.generations.values().stream()
                        .filter(GenerationRow::isActive)
                        .forEach(row -> recover(owned, row, now).ifPresent(waiting::add));
            }
            return waiting;
        });
    }

    private static Optional<WaitingGeneration> recover(Owned owned, GenerationRow row, Instant now) {
        if (row.stored().phase() != GenerationPhase.AWAITING_INPUT) {
            interrupt(owned, row, now);
            return Optional.empty();
        }
        owned.cancelElicitations(row.stored().id());
        return Optional.of(new WaitingGeneration(
                row.stored(), row.chunks(), owned.questions(row.stored().id())));
    }

    private static void interrupt(Owned owned, GenerationRow row, Instant now) {
        var stored = row.stored();
        var message = owned.message(stored.conversationId(), stored.assistantMessageId());
        var folded = row.fold(message.map(Message::parts).orElse(List.of()));
        owned.cancelQuestions(stored.id());
        message.ifPresent(before -> owned.put(
                stored.conversationId(),
                Messages.with(
                        before,
                        MessageStatus.INTERRUPTED,
                        GenerationEnd.withoutRunningTools(withEnds(owned, folded.parts())))));
        row.end(GenerationPhase.INTERRUPTED, null, folded.characters(), now);
        owned.attention(stored.conversationId(), Attention.INTERRUPTED);
        owned.waiting(stored.conversationId()).ended(GenerationPhase.INTERRUPTED);
    }

    /** A question may have ended after the last checkpoint: its row knows, the chunks do not. */
    private static List<Part> withEnds(Owned owned, List<Part> parts) {
        return parts.stream().map(part -> withEnd(owned, part)).toList();
    }

    private static Part withEnd(Owned owned, Part part) {
        if (part instanceof Part.Question question) {
            var asked = owned.clarifications.get(question.data().id());
            return asked == null ? part : new Part.Question(question.id(), asked.clarification());
        }
        return part;
    }
}
