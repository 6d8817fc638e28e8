package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts that wait in each conversation. One leaves by {@link GenerationStore#claim} with {@link
 * NewGeneration#takesFollowUp}, in the transaction that makes it a message: so it is never sent twice and never lost.
 * Where any wait, {@link GenerationStore#end} and recovery pause them unless the answer came to its end, and every other
 * claim ends the pause.
 */
public interface FollowUpStore {

    /** What waits; empty where the owner has no such conversation. */
    Optional<FollowUps> list(UserId owner, ConversationId id);

    /**
     * Puts it at the end.
     *
     * @param page the page that left it, if it named itself
     * @param max how many may wait
     */
    Adding add(UserId owner, ConversationId id, FollowUp followUp, @Nullable PageId page, int max);

    /** Changes what is not null in {@code change}; empty where it does not wait. */
    Optional<FollowUps> change(UserId owner, ConversationId id, MessageId followUp, ChangeFollowUp change);

    /** Takes it away; false where it does not wait. */
    boolean remove(UserId owner, ConversationId id, MessageId followUp);

    /** Pauses what waits; does nothing where nothing does. */
    void pause(UserId owner, ConversationId id, FollowUpPause pause);

    /** Ends a pause; empty where the owner has no such conversation. */
    Optional<FollowUps> resume(UserId owner, ConversationId id);

    /** The one to go now: the first, if nothing is paused and no generation is active in its conversation. */
    Optional<Next> next(UserId owner, ConversationId id);

    /** The conversations of all owners where something is to go now; for the start. */
    List<Place> ready();

    /** How the wish to add one went. */
    sealed interface Adding {

        /** It waits, at the end of these. */
        record Added(FollowUps followUps) implements Adding {}

        /** It waits already, or was sent already; these wait now. */
        record Present(FollowUps followUps) implements Adding {}

        /** As many wait as may. Nothing was stored. */
        record Full() implements Adding {}

        /** The owner has no such conversation. */
        record Missing() implements Adding {}

        /** The id is that of something else. Nothing was stored. */
        record IdTaken() implements Adding {}
    }

    /** One that is to go, and the page that left it. */
    record Next(FollowUp followUp, @Nullable PageId page) {}

    /** A conversation and whose it is. */
    record Place(UserId owner, ConversationId conversationId) {}
}
