package dev.polylogue.protocol.error;

import java.util.Arrays;
import java.util.Optional;

/** The stable codes of refusals, and of failed answers. A client may branch on them; none is ever renamed. */
public enum ErrorCode {
    BAD_REQUEST("bad-request"),
    EMPTY_MESSAGE("empty-message"),
    TOO_LARGE("too-large"),
    NOT_FOUND("not-found"),
    UNKNOWN_MODEL("unknown-model"),
    UNSUPPORTED_ATTACHMENT("unsupported-attachment"),
    WRONG_ROLE("wrong-role"),
    WRONG_STATE("wrong-state"),
    CONVERSATION_BUSY("conversation-busy"),
    QUEUE_FULL("queue-full"),
    RATE_LIMITED("rate-limited"),
    UNAUTHORIZED("unauthorized"),
    FORBIDDEN("forbidden"),
    LOG_GONE("log-gone"),
    SHUTTING_DOWN("shutting-down"),
    STORE_UNAVAILABLE("store-unavailable"),
    OVERLOADED("overloaded"),
    INTERNAL("internal"),
    UPSTREAM_UNREACHABLE("upstream-unreachable"),
    UPSTREAM_TIMEOUT("upstream-timeout"),
    UPSTREAM_INTERRUPTED("upstream-interrupted"),
    UPSTREAM_REFUSED("upstream-refused"),
    UPSTREAM_BUSY("upstream-busy"),
    UPSTREAM_ERROR("upstream-error"),
    UPSTREAM_GARBAGE("upstream-garbage");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** The code on the wire. */
    public String code() {
        return code;
    }

    /** The constant for {@code code}; empty for one that this version does not know. */
    public static Optional<ErrorCode> parse(String code) {
        return Arrays.stream(values())
                .filter(constant -> constant.code.equals(code))
                .findFirst();
    }
}
