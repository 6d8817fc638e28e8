package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A generation that has not ended; {@code offset} is that of its next chunk. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActiveGeneration(
        GenerationId id,
        ConversationId conversationId,
        MessageId messageId,
        GenerationPhase state,
        int step,
        @Nullable Integer queuePosition,
        Instant startedAt,
        long offset,
        String model) {}
