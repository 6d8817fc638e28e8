package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations and their messages. A foreign id is the same as one that nobody has. */
public interface ConversationStore {

    /** Inserts the conversation unless its owner already has one of that id, which is then returned unchanged. */
    Created create(UserId owner, NewConversation conversation);

    /** The conversation, if the owner has it. */
    Optional<StoredConversation> find(UserId owner, ConversationId id);

    /**
     * A piece of the owner's list: pinned first, then newest first by {@code updatedAt}, ties by id.
     *
     * @param after the {@code next} of the piece before; null for the first. One that cannot be read gives the first
     * @param limit at least 1
     */
    ConversationPage list(UserId owner, boolean archived, int limit, @Nullable String after);

    /**
     * Changes what is not null in {@code patch} (see {@link PatchConversation}); empty where there is no such
     * conversation. {@code updatedAt} moves only with the title, model, system prompt or options. {@code seen} turns an ended
     * attention to none. An {@code activeLeafId} that is no message of this conversation changes nothing and gives empty.
     */
    Optional<StoredConversation> update(UserId owner, ConversationId id, PatchConversation patch, Instant at);

    /** Sets the title only where there is none yet; empty where nothing was changed. */
    Optional<StoredConversation> titleIfNone(UserId owner, ConversationId id, String title);

    /**
     * Removes the conversation and every row that hangs on it, in one transaction; false where there was none. For a week
     * the id is remembered, so that a late {@link GenerationStore#claim} does not make the conversation anew, and the
     * requests of its generations, so that one that is repeated does not begin again.
     */
    boolean delete(UserId owner, ConversationId id, Instant at);

    /**
     * All messages, parents before children. A streaming one has the parts of its last checkpoint. Empty where there is
     * no such conversation.
     */
    List<Message> messages(UserId owner, ConversationId id);

    /** One message of that conversation. */
    Optional<Message> message(UserId owner, ConversationId id, MessageId messageId);

    /**
     * Removes a message and all below it. Where the shown path ended there, it now ends at the newest version beside it,
     * else at its parent.
     */
    MessageDeletion deleteMessage(UserId owner, ConversationId id, MessageId messageId, Instant at);

    /** A conversation, and whether this call made it. */
    record Created(StoredConversation conversation, boolean isNew) {}

    /** How the wish to remove a message ended. */
    sealed interface MessageDeletion {

        /** Removed, with everything below it. */
        record Removed() implements MessageDeletion {}

        /** One of them is being written; nothing was removed. */
        record Busy(GenerationId active) implements MessageDeletion {}

        /** There is no such message. */
        record Missing() implements MessageDeletion {}
    }
}
