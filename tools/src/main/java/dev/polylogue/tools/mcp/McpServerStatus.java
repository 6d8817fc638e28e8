package dev.polylogue.tools.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an MCP server fares.
 *
 * @param reason why it is not ready, a sentence; null where nothing is wrong
 * @param tools its tools by our names
 * @param stderr the last 64 KiB that it wrote there, over all its starts; empty for one that is reached by HTTP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record McpServerStatus(
        String name, State state, @Nullable String reason, List<String> tools, String stderr) {

    /** What it does. */
    public enum State {
        /** It is turned off. */
        OFF("off"),
        /** It is started for the first time. */
        STARTING("starting"),
        READY("ready"),
        /** It could not be started; it is tried again later. */
        FAILED("failed"),
        /** It was ready and is lost; it is started again. */
        RESTARTING("restarting");

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
