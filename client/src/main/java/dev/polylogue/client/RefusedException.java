package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server will not do it, and will not the next time either, unless something else changes: the message says what in
 * one sentence, {@link #code()} for programs. Nothing was half done.
 */
public sealed class RefusedException extends PolylogueException permits ConversationBusyException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String path;

    RefusedException(int status, @Nullable ErrorCode code, String message, @Nullable String path) {
        super(code, message, null);
        this.status = status;
        this.path = path;
    }

    /** The HTTP status. */
    public final int status() {
        return status;
    }

    /** The field or parameter that was wrong, with {@link ErrorCode#BAD_REQUEST}. */
    public final Optional<String> path() {
        return Optional.ofNullable(path);
    }
}
