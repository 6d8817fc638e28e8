package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner's followers what the list shows now. To be called after each change is durable: what was changed is
 * looked up anew, and of two at once the later look is what followers keep. Telling what a transaction returned would be
 * one read less, but could show a conversation as streaming after its end was told; it is done for a new conversation,
 * of which nobody can have looked up anything older.
 */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final ConversationStore store;
    private final LiveLogs logs;

    Changes(ConversationStore store, LiveLogs logs) {
        this.store = store;
        this.logs = logs;
    }

    /**
     * Tells how the conversation is; says nothing of one that is deleted. What was changed is stored already, so a store
     * that cannot be read is logged and no error.
     *
     * @return what was told; empty where nothing was
     */
    Optional<ConversationSummary> changed(UserId owner, ConversationId id) {
        long asOf = logs.moment();
        try {
            Optional<ConversationSummary> summary = store.find(owner, id).map(StoredConversation::summary);
            summary.ifPresent(now -> logs.publish(owner, asOf, new ConversationChange(ChangeKind.UPDATED, id, now)));
            return summary;
        } catch (StoreException failure) {
            LOG.warn("a change of conversation {} could not be told: {}", id, failure.getMessage());
            return Optional.empty();
        }
    }

    /** A moment from before a conversation is made, for {@link #created}. */
    long moment() {
        return logs.moment();
    }

    /**
     * Tells of a new conversation.
     *
     * @param asOf a {@link #moment} from before it was made: whatever was looked up since then is newer
     * @param summary as it was when it was made
     */
    void created(UserId owner, long asOf, ConversationSummary summary) {
        logs.publish(owner, asOf, new ConversationChange(ChangeKind.CREATED, summary.id(), summary));
    }

    void deleted(UserId owner, ConversationId id) {
        logs.publish(owner, logs.moment(), new ConversationChange(ChangeKind.DELETED, id, null));
    }
}
