package dev.polylogue.protocol.command;

import com.fasterxml.jackson.annotation.JsonValue;

/** How long a model may think before it answers. */
public enum ReasoningEffort {
    NONE("none"),
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String wire;

    ReasoningEffort(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
