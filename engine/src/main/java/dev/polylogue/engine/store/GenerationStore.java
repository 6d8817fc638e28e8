package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of generations. Each write is conditional on "this generation is still the active one of its conversation":
 * no late write brings back what was ended or deleted.
 */
public interface GenerationStore {

    /**
     * Claims the conversation and stores what is to be answered, in one transaction: makes the conversation if {@link
     * NewGeneration#conversation} is given and there is none, and none of that id was deleted; inserts the person's message, if any; inserts the
     * assistant's message as streaming, or turns the given one back to streaming; makes it the end of the shown path;
     * sets the attention to queued, {@code updatedAt} to now.
     */
    Claim claim(NewGeneration generation);

    /**
     * As {@link #claim}, for what most likely begins a conversation: where there is one of that id already, nothing is done
     * and this is empty. So nobody has to look before, and the person has the first word that much earlier. A store that
     * would gain nothing by it may always be empty.
     */
    default Optional<Claim> claimNew(NewGeneration generation) {
        return Optional.empty();
    }

    /**
     * Appends the new chunks of all these generations in one transaction. A tail whose generation is no longer active is
     * skipped. Chunks that are already there (by offset) are skipped, so a repeated call does no harm.
     */
    void checkpoint(List<LogTail> tails);

    /**
     * Stores that a generation is admitted, so that its conversation shows as streaming; false where it is no longer
     * active.
     */
    boolean running(UserId owner, GenerationId id, int step);

    /**
     * Stores the tail and the questions and marks the generation as awaiting input and its conversation as waiting, in
     * one transaction; false where it is no longer active. Others may wait already.
     */
    boolean await(LogTail tail, int step, List<Clarification> clarifications);

    /**
     * Ends the generation: the message gets its final parts and status, the checkpointed chunks go, waiting questions of
     * it become cancelled, the claim is given back, the attention set. False where it was no longer active: then
     * nothing was written.
     */
    boolean end(GenerationEnd end);

    /** The owner's generation, active or ended; empty where it never was or its conversation is deleted. */
    Optional<StoredGeneration> find(UserId owner, GenerationId id);

    /**
     * To be called once at start, before anything is claimed: every active generation that does not await input becomes
     * interrupted, with the parts of its last checkpoint; those that do are returned, to be taken up again. What a running
     * tool asked is cancelled first, since its tool runs no more.
     */
    List<WaitingGeneration> recover(Instant now);

    /** How a claim ended. */
    sealed interface Claim {

        /**
         * Claimed and stored.
         *
         * @param before the answer that is gone on with, as it was in the moment of the claim; null for a new one
         */
        record Begun(
                StoredConversation conversation,
                boolean isNewConversation,
                @Nullable Message before) implements Claim {}

        /** The same request was made before; this is what it began. */
        record Repeated(StoredGeneration generation) implements Claim {}

        /** Another generation holds the conversation. Nothing was stored. */
        record Busy(GenerationId active) implements Claim {}

        /** There is no such conversation, parent, attachment, or message to go on with. Nothing was stored. */
        record Missing() implements Claim {}

        /** The person's message has an id that the owner already used. Nothing was stored. */
        record IdTaken() implements Claim {}
    }

    /**
     * A generation that awaited input when its process ended, with all its chunks from offset 0.
     *
     * @param questions all that it ever asked, as they stand now
     */
    record WaitingGeneration(StoredGeneration generation, List<byte[]> chunks, List<Clarification> questions) {

        /** The questions that still wait; none where the last one was cancelled. */
        public Set<ClarificationId> pending() {
            return questions.stream()
                    .filter(question -> question.state() == ClarificationState.WAITING)
                    .map(Clarification::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
