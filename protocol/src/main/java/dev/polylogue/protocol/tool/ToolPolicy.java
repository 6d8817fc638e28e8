package dev.polylogue.protocol.tool;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who decides whether a tool is run. */
public enum ToolPolicy {

    /** The person, each time. */
    ASK("ask"),

    /** Nobody: it is run. */
    ALWAYS("always"),

    /** Nobody: the model is not told of it. */
    NEVER("never");

    private final String wire;

    ToolPolicy(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static ToolPolicy ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such ToolPolicy: " + wire);
    }
}
