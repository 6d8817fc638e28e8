package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to the person. A question waits until exactly one of answer, decline, expiry or cancel ends it. */
public interface ClarificationStore {

    /**
     * Ends a waiting question and, in the same transaction, puts its generation back in the queue where no other of its
     * questions waits. Empty where the owner has no such question.
     *
     * @param answer the person's words; null unless answered
     */
    Optional<Ending> end(UserId owner, ClarificationId id, ClarificationState end, @Nullable String answer, Instant at);

    /** The owner's question, however it stands. */
    Optional<Clarification> find(UserId owner, ClarificationId id);

    /** All waiting questions whose time is over at {@code now}, of all owners, at most {@code limit}. */
    List<Waiting> expired(Instant now, int limit);

    /** The owner's tool calls that wait for a word, of all conversations, oldest first. */
    List<Approval> approvals(UserId owner);

    /** A tool call that waits for a word; {@code question} names the tool and the call. */
    record Approval(ConversationId conversationId, GenerationId generationId, Clarification question) {}

    /** A waiting question and whose it is. */
    record Waiting(UserId owner, ClarificationId id) {}

    /**
     * How the wish to end a question went.
     *
     * @param ended whether this call ended it; false: it had ended before, as {@code clarification} says
     */
    record Ending(boolean ended, GenerationId generationId, Clarification clarification) {}
}
