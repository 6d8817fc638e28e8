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
 * Tells the owner's followers what the list shows now. To be called after each change is durable: every call looks the
 * conversation up anew, and of two at once the later look is what followers keep. Telling what a transaction returned
 * would be one read less, but could show a conversation as streaming after its end was told.
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
        return tell(owner, id, ChangeKind.UPDATED);
    }

    void created(UserId owner, ConversationId id) {
        tell(owner, id, ChangeKind.CREATED);
    }

    private Optional<ConversationSummary> tell(UserId owner, ConversationId id, ChangeKind kind) {
        long asOf = logs.moment();
        try {
            Optional<ConversationSummary> summary = store.find(owner, id).map(StoredConversation::summary);
            summary.ifPresent(now -> logs.publish(owner, asOf, new ConversationChange(kind, id, now)));
            return summary;
        } catch (StoreException failure) {
            LOG.warn("a change of conversation {} could not be told: {}", id, failure.getMessage());
            return Optional.empty();
        }
    }

    void deleted(UserId owner, ConversationId id) {
        logs.publish(owner, logs.moment(), new ConversationChange(ChangeKind.DELETED, id, null));
    }
}
