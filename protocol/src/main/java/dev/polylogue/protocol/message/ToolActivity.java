package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a called tool fares.
 *
 * @param source whose tool it is: {@code built-in}, or the name of its server
 * @param expiresAt until when the person may answer; null unless it waits for approval
 * @param startedAt when it began to run; null before
 * @param elapsedMillis how long it ran; null until it ended
 * @param progress how far it says to be; null where it says nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolActivity(
        State state,
        @Nullable String source,
        @Nullable Instant expiresAt,
        @Nullable Instant startedAt,
        @Nullable Long elapsedMillis,
        @Nullable Progress progress) {

    /** The same, ended so. */
    public ToolActivity ended(State end) {
        return new ToolActivity(end, source, null, startedAt, elapsedMillis, null);
    }

    /** A tool's own word on how far it is; {@code total} null where it does not know. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Progress(
            double progress,
            @Nullable Double total,
            @Nullable String message) {}

    /** What it does. */
    public enum State {
        AWAITING_APPROVAL("awaiting-approval"),
        RUNNING("running"),
        DONE("done"),
        FAILED("failed"),
        DENIED("denied"),
        EXPIRED("expired"),
        CANCELLED("cancelled"),
        TIMED_OUT("timed-out");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return wire;
        }
    }
}
