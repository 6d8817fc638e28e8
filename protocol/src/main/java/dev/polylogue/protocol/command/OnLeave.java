package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens to the answers that a page started when the person leaves it. */
public enum OnLeave {
    STOP("stop"),
    CONTINUE("continue");

    private final String wire;

    OnLeave(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static OnLeave ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such OnLeave: " + wire);
    }
}
