package dev.polylogue.providers.call;

/** A frame that is none of the dialect's. What follows it cannot be trusted either. */
public final class UnreadableFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableFrameException(Throwable cause) {
        super("a frame cannot be read", cause);
    }
}
