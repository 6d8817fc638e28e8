package dev.polylogue.server.secret;

/** A secret cannot be locked or unlocked. The message tells the person what to do. */
public final class UnreadableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableKeyException(String message) {
        super(message);
    }

    UnreadableKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong, and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
