package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import org.jspecify.annotations.Nullable;

/**
 * How a generation ended, said after the end is stored.
 *
 * @param upstreamClosed whether no connection to the model is left
 * @param upstreamClosedMillis from the wish to stop to the closed connection; null where it had ended before
 * @param savedCharacters characters (UTF-16 units) of answer text in the store
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopReport(
        GenerationId id,
        ConversationId conversationId,
        GenerationPhase state,
        @Nullable StopCause stopCause,
        boolean upstreamClosed,
        @Nullable Double upstreamClosedMillis,
        long savedCharacters) {}
