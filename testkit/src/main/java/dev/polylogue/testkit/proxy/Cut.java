package dev.polylogue.testkit.proxy;

/**
 * When and how a connection is cut.
 *
 * @param afterBytes so many bytes toward the client; the cut may fall into the middle of a character
 */
public record Cut(long afterBytes, How how) {

    /** How a connection ends. */
    public enum How {
        /** In good order, as if the other side had hung up. */
        CLOSE,
        /** By a reset: bytes on their way may be lost. */
        RESET
    }

    /** Never. */
    public static final Cut NEVER = new Cut(Long.MAX_VALUE, How.CLOSE);
}
