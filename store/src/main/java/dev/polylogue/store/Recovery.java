package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.WaitingGeneration;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is done once at start: the process that wrote the active generations is gone. */
final class Recovery {

    /** How long an ended generation answers a repeated request or a late stop. */
    private static final Duration ENDED_KEPT = Duration.ofDays(7);

    /** How long nothing that comes late makes a deleted conversation anew. */
    private static final Duration DELETED_KEPT = Duration.ofDays(7);

    private Recovery() {}

    static List<WaitingGeneration> recover(Sql sql, Instant now) throws SQLException {
        GenerationRows.deleteEndedBefore(sql, now.minus(ENDED_KEPT));
        DeletedRows.forgetBefore(sql, now.minus(DELETED_KEPT));
        CheckpointRows.sort(sql);
        List<WaitingGeneration> waiting = new ArrayList<>();
        for (StoredGeneration generation : GenerationRows.allActive(sql)) {
            if (generation.phase() == GenerationPhase.AWAITING_INPUT) {
                waiting.add(waiting(sql, generation, now));
            } else {
                interrupt(sql, generation, now);
            }
        }
        return waiting;
    }

    private static WaitingGeneration waiting(Sql sql, StoredGeneration generation, Instant now) throws SQLException {
        var owner = generation.owner();
        for (Clarification asked : ClarificationRows.of(sql, owner, generation.id())) {
            if (asked.kind() == ClarificationKind.ELICITATION && asked.state() == ClarificationState.WAITING) {
                ClarificationRows.end(sql, owner, asked.id(), ClarificationState.CANCELLED, null, now);
            }
        }
        return new WaitingGeneration(
                generation,
                Checkpointed.chunks(sql, owner, generation.id()),
                ClarificationRows.of(sql, owner, generation.id()));
    }

    private static void interrupt(Sql sql, StoredGeneration generation, Instant now) throws SQLException {
        var owner = generation.owner();
        List<Part> before = MessageRows.find(sql, owner, generation.conversationId(), generation.assistantMessageId())
                .map(Message::parts)
                .orElse(List.of());
        var folded = Checkpointed.fold(sql, owner, generation.id(), before);
        ClarificationRows.cancelWaiting(sql, owner, generation.id(), now);
        MessageRows.interrupt(
                sql,
                owner,
                generation.assistantMessageId(),
                GenerationEnd.withoutRunningTools(withEnds(sql, owner, folded.parts())));
        DeltaRows.delete(sql, owner, generation.id());
        GenerationRows.end(sql, owner, generation.id(), GenerationPhase.INTERRUPTED, null, folded.characters(), now);
        ConversationRows.attention(sql, owner, generation.conversationId(), Attention.INTERRUPTED);
        FollowUpRows.ended(sql, owner, generation.conversationId(), GenerationPhase.INTERRUPTED);
    }

    /** A question may have ended after the last checkpoint: its row knows, the chunks do not. */
    private static List<Part> withEnds(Sql sql, UserId owner, List<Part> parts) throws SQLException {
        List<Part> ended = new ArrayList<>(parts.size());
        for (Part part : parts) {
            ended.add(part instanceof Part.Question question ? withEnd(sql, owner, question) : part);
        }
        return ended;
    }

    private static Part withEnd(Sql sql, UserId owner, Part.Question question) throws SQLException {
        return ClarificationRows.find(sql, owner, question.data().id())
                .map(asked -> new Part.Question(question.id(), asked.clarification()))
                .orElse(question);
    }
}
