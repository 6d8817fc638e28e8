package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whatever goes wrong between this program and the server. What to do about it is in the type: {@link
 * UnavailableException} may be tried again as it is, all others would only come again.
 */
public abstract sealed class PolylogueException extends RuntimeException
        permits RefusedException,
                UnavailableException,
                UnreadableException,
                IncompleteAnswerException,
                CallInterruptedException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ErrorCode code;

    PolylogueException(@Nullable ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The server's stable code; empty where it said none, or one that this version does not know. */
    public final Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }
}
