package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person is asked for. */
public enum ClarificationKind {

    /** Words, by a tool that the model called to ask. The answer is that call's result. */
    QUESTION("question"),

    /** Whether a tool may be called. */
    APPROVAL("approval"),

    /** Words or a form, by a tool that runs and waits. It cannot outlive its process. */
    ELICITATION("elicitation");

    private final String wire;

    ClarificationKind(String wire) {
        this.wire = wire;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
