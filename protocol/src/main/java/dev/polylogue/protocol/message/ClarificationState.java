package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a question to the person stands. */
public enum ClarificationState {
    WAITING("waiting"),
    ANSWERED("answered"),
    DECLINED("declined"),
    EXPIRED("expired"),
    CANCELLED("cancelled");

    private final String wire;

    ClarificationState(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static ClarificationState ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such ClarificationState: " + wire);
    }
}
