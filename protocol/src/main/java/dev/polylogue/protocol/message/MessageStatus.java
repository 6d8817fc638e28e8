package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a message stands. A user message is always complete. */
public enum MessageStatus {
    STREAMING("streaming"),
    COMPLETE("complete"),
    STOPPED("stopped"),
    FAILED("failed"),
    INTERRUPTED("interrupted");

    private final String wire;

    MessageStatus(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static MessageStatus ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such MessageStatus: " + wire);
    }
}
