package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a conversation wants from its person; the ended ones hold until seen. */
public enum Attention {
    NONE("none"),
    QUEUED("queued"),
    STREAMING("streaming"),
    WAITING("waiting"),
    FINISHED("finished"),
    STOPPED("stopped"),
    FAILED("failed"),
    INTERRUPTED("interrupted");

    private final String wire;

    Attention(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The constant for {@code wire}; {@link IllegalArgumentException} for a word that is none. */
    public static Attention ofWire(String wire) {
        for (var constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such Attention: " + wire);
    }
}
