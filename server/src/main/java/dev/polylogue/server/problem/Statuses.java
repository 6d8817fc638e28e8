package dev.polylogue.server.problem;

import dev.polylogue.protocol.error.ErrorCode;

/** The HTTP status of each code. */
final class Statuses {

    private Statuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONVERSATION_BUSY, QUEUE_FULL, WRONG_STATE -> 409;
            case LOG_GONE -> 410;
            case TOO_LARGE -> 413;
            case EMPTY_MESSAGE, UNKNOWN_MODEL, UNSUPPORTED_ATTACHMENT, WRONG_ROLE -> 422;
            case RATE_LIMITED -> 429;
            case INTERNAL -> 500;
            case UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_INTERRUPTED,
                    UPSTREAM_REFUSED,
                    UPSTREAM_BUSY,
                    UPSTREAM_ERROR,
                    UPSTREAM_GARBAGE -> 502;
            case SHUTTING_DOWN, STORE_UNAVAILABLE, OVERLOADED -> 503;
        };
    }
}
