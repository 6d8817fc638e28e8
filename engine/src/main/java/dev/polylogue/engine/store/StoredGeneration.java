package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation's row.
 *
 * @param step the model call it is at, from 1
 * @param savedCharacters characters of answer text that its end stored; 0 while it is active
 */
public record StoredGeneration(
        UserId owner,
        GenerationId id,
        ConversationId conversationId,
        MessageId userMessageId,
        MessageId assistantMessageId,
        String model,
        @Nullable PageId page,
        GenerationPhase phase,
        int step,
        @Nullable StopCause stopCause,
        long savedCharacters,
        Instant startedAt) {}
