package dev.polylogue.engine.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live generation in a snapshot; {@code offset} is that of its next chunk. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedGeneration(
        GenerationId id,
        ConversationId conversationId,
        MessageId messageId,
        @Nullable MessageId parentId,
        String model,
        GenerationPhase state,
        long offset,
        List<Part> parts,
        @Nullable Integer queuePosition) {}
