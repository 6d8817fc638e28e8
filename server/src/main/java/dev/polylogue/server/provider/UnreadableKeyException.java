package dev.polylogue.server.provider;

/** A key cannot be unlocked. The message tells the person what to do. */
final class UnreadableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableKeyException(String message) {
        super(message);
    }

    UnreadableKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
