package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a generation ended, as it is stored. {@code phase}, {@code status} and {@code attention} say the same thrice. */
public record GenerationEnd(
        UserId owner,
        GenerationId id,
        GenerationPhase phase,
        MessageStatus status,
        Attention attention,
        List<Part> parts,
        long characters,
        @Nullable Usage usage,
        @Nullable MessageError error,
        @Nullable StopCause stopCause,
        Instant at) {

    public GenerationEnd {
        parts = List.copyOf(parts);
    }

    /** The same parts; a tool call that is under way has ended with its answer. */
    public static List<Part> withoutRunningTools(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.ToolCall call ? call.cutOff() : part)
                .toList();
    }

    /** The end of one that its process left and that cannot be taken up again. */
    public static GenerationEnd interrupted(StoredGeneration generation, List<Part> parts, Instant at) {
        long characters = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                characters += text.text().length();
            }
        }
        return new GenerationEnd(
                generation.owner(),
                generation.id(),
                GenerationPhase.INTERRUPTED,
                MessageStatus.INTERRUPTED,
                Attention.INTERRUPTED,
                withoutRunningTools(parts),
                characters,
                null,
                null,
                null,
                at);
    }
}
