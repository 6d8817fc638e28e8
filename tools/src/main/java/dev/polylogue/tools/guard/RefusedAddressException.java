package dev.polylogue.tools.guard;

/** An address must not be called, or cannot be. The message is a sentence for the person and the model; asking again is no use. */
public final class RefusedAddressException extends RuntimeException {

    public RefusedAddressException(String message) {
        super(message);
    }
}
