package dev.polylogue.tools.builtin;

import org.jspecify.annotations.Nullable;

/** A page could not be had. The message is a sentence for the person and the model. */
final class FetchFailure extends RuntimeException {

    FetchFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
