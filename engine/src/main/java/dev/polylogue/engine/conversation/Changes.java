package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.GenerationListener;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.ConversationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner's followers what the list shows now. To be called after each change is durable: every call looks the
 * conversation up anew, and of two at once the later look is what followers keep. Telling what a transaction returned
 * would be one read less, but could show a conversation as streaming after its end was told.
 */
final class Changes implements GenerationListener {

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
     */
    @Override
    public void changed(UserId owner, ConversationId id) {
        tell(owner, id, ChangeKind.UPDATED);
    }

    void created(UserId owner, ConversationId id) {
        tell(owner, id, ChangeKind.CREATED);
    }

    private void tell(UserId owner, ConversationId id, ChangeKind kind) {
        long asOf = logs.moment();
        try {
            store.find(owner, id)
                    .map(conversation -> new ConversationChange(kind, id, conversation.summary()))
                    .ifPresent(change -> logs.publish(owner, asOf, change));
        } catch (StoreException failure) {
            LOG.warn("a change of conversation {} could not be told: {}", id, failure.getMessage());
        }
    }

    void deleted(UserId owner, ConversationId id) {
        logs.publish(owner, logs.moment(), new ConversationChange(ChangeKind.DELETED, id, null));
    }
}
