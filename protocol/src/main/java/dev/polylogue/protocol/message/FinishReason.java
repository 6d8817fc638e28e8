package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why the model ended its answer. */
public enum FinishReason {
    STOP("stop"),
    LENGTH("length"),
    CONTENT_FILTER("content-filter"),
    TOOL_CALLS("tool-calls"),
    ERROR("error"),
    OTHER("other");

    private final String wire;

    FinishReason(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static FinishReason ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such FinishReason: " + wire);
    }
}
