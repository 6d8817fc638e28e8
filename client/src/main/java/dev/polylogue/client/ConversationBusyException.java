package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversation has an answer that has not ended, in this client or at the server. That answer was not touched: wait
 * for its end, {@linkplain Polylogue#cancel stop} it, or {@linkplain Polylogue#follow follow} it where another client
 * began it.
 */
public final class ConversationBusyException extends RefusedException {

    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;

    private final transient @Nullable GenerationId generationId;

    ConversationBusyException(String message, @Nullable GenerationId generationId) {
        super(CONFLICT, ErrorCode.CONVERSATION_BUSY, message, null);
        this.generationId = generationId;
    }

    /** The active generation; empty while this client has asked for it and the server has not answered yet. */
    public Optional<GenerationId> generationId() {
        return Optional.ofNullable(generationId);
    }
}
