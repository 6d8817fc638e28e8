package dev.polylogue.protocol.followup;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why nothing that waits is sent: how the answer before it ended, or the question that the model asks. */
public enum FollowUpPause {
    FAILED("failed"),
    STOPPED("stopped"),
    INTERRUPTED("interrupted"),
    /** Ends with the question; the others last until the person goes on. */
    QUESTION("question");

    private final String wire;

    FollowUpPause(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static FollowUpPause ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such FollowUpPause: " + wire);
    }
}
