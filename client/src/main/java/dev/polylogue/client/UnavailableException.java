package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached, was lost, or cannot do it just now ({@code rate-limited}, {@code overloaded}, {@code
 * store-unavailable}, {@code shutting-down}). The same call may succeed later. A call that was lost on its way may have
 * been done all the same: sends are known again by their request id, everything else comes to the same when repeated.
 */
public final class UnavailableException extends PolylogueException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    UnavailableException(@Nullable ErrorCode code, String message, @Nullable Duration retryAfter) {
        super(code, message, null);
        this.retryAfter = retryAfter;
    }

    UnavailableException(String message, Throwable cause) {
        super(null, message, cause);
        this.retryAfter = null;
    }

    /** How long the server asks to be left alone; empty where it says nothing. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
