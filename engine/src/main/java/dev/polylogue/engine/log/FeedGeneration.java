package dev.polylogue.engine.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polylogue.protocol.chunk.Chunk;
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
        Chunk.@Nullable QueueData queue) {

    /** Its place in front of the model, 1 is next; null where it does not wait there. */
    @JsonProperty
    public @Nullable Integer queuePosition() {
        return queue == null ? null : queue.position();
    }
}
