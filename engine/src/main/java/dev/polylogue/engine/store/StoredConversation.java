package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conversation's row, with the figures that the list shows. */
public record StoredConversation(
        UserId owner,
        ConversationSummary summary,
        @Nullable String systemPrompt,
        ConversationOptions options,
        Instant createdAt,
        @Nullable MessageId activeLeafId) {}
