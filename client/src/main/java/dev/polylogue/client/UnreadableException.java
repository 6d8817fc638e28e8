package dev.polylogue.client;

import org.jspecify.annotations.Nullable;

/** What came is not what a Polylogue server sends: the address may be another program's, or a proxy's own page. */
public final class UnreadableException extends PolylogueException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message, @Nullable Throwable cause) {
        super(null, message, cause);
    }
}
