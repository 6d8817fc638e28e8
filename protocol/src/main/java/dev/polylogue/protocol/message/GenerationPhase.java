package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a generation is, as the wire names it. */
public enum GenerationPhase {
    QUEUED("queued"),
    RUNNING("running"),
    AWAITING_INPUT("awaiting-input"),
    STOPPING("stopping"),
    COMPLETED("completed"),
    STOPPED("stopped"),
    FAILED("failed"),
    INTERRUPTED("interrupted");

    private final String wire;

    GenerationPhase(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static GenerationPhase ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such GenerationPhase: " + wire);
    }
}
