package dev.polylogue.providers.http;

/**
 * Why an exchange did not come to its end.
 *
 * @param words for the log, never with a header in it
 */
public record Fault(Kind kind, String words) {

    /** In which phase it failed, and how. */
    public enum Kind {
        /** The request has a header that none can be, so it was never sent. */
        NOT_SENDABLE,
        /** The server's name has no address. */
        NOT_RESOLVED,
        /** No connection, or it was refused. */
        NOT_CONNECTED,
        /** The connection did not come in time. */
        CONNECT_TIMEOUT,
        /** No byte of the body came in time. */
        FIRST_BYTE_TIMEOUT,
        /** No further byte came in time. */
        IDLE_TIMEOUT,
        /** The server closed before its response had a head. */
        CLOSED_BEFORE_HEAD,
        /** The server closed inside the body. */
        CLOSED_IN_BODY,
        /** This side gave up all connections. */
        CLIENT_CLOSED
    }
}
