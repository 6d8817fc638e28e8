package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happened to a conversation. */
public enum ChangeKind {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String wire;

    ChangeKind(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static ChangeKind ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such ChangeKind: " + wire);
    }
}
