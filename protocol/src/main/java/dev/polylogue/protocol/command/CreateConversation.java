package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.ConversationId;
import org.jspecify.annotations.Nullable;

/** A conversation to make; what is null the server chooses. */
public record CreateConversation(
        @Nullable ConversationId id,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt) {}
