package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation to claim.
 *
 * @param conversation what to make where the conversation is not there yet; null: it must be there
 * @param userMessage the person's message to insert; null for another answer to, or more of, what is there. Its parent
 *     must be a message of this conversation, or null for a root
 * @param userMessageId the message that is answered
 * @param assistantMessageId the message that is written
 * @param continuesMessage whether that message is there already and is gone on with; it must then be an assistant's and
 *     stopped, failed or interrupted
 * @param takesFollowUp whether {@code userMessage} is a follow-up that waits with that id and text: then the claim takes it
 *     from what waits, and is missing where it waits no more
 * @param page the page that asked, if it named itself
 */
public record NewGeneration(
        UserId owner,
        GenerationId id,
        RequestId requestId,
        ConversationId conversationId,
        @Nullable NewConversation conversation,
        @Nullable Message userMessage,
        MessageId userMessageId,
        MessageId assistantMessageId,
        boolean continuesMessage,
        boolean takesFollowUp,
        String model,
        @Nullable PageId page,
        Instant startedAt) {}
