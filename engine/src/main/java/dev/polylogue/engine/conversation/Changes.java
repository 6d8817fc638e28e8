package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.GenerationListener;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;

/** Tells the owner's followers what the list shows now. */
final class Changes implements GenerationListener {

    private final ConversationStore store;
    private final LiveLogs logs;

    Changes(ConversationStore store, LiveLogs logs) {
        this.store = store;
        this.logs = logs;
    }

    /** Looks the conversation up and tells how it is; says nothing of one that is deleted. */
    @Override
    public void changed(UserId owner, ConversationId id) {
        store.find(owner, id).ifPresent(conversation -> updated(owner, conversation.summary()));
    }

    void created(UserId owner, ConversationSummary summary) {
        logs.publish(owner, new ConversationChange(ChangeKind.CREATED, summary.id(), summary));
    }

    void updated(UserId owner, ConversationSummary summary) {
        logs.publish(owner, new ConversationChange(ChangeKind.UPDATED, summary.id(), summary));
    }

    void deleted(UserId owner, ConversationId id) {
        logs.publish(owner, new ConversationChange(ChangeKind.DELETED, id, null));
    }
}
