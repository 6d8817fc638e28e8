package dev.polylogue.engine.store;

import dev.polylogue.protocol.id.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conversation to insert. */
public record NewConversation(
        ConversationId id,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        Instant createdAt) {}
