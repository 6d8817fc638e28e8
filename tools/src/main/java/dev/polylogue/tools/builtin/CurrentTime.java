package dev.polylogue.tools.builtin;

import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Says what time it is, which no model knows. */
final class CurrentTime implements RunnableTool {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String ZONE = "time_zone";
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd HH:mm:ss xxx '('VV')'", Locale.ENGLISH);

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "current_time",
            "The current date, weekday and time.",
            JsonMapper.shared().readTree("""
                    {"type": "object", "additionalProperties": false, "properties": {
                      "time_zone": {"type": "string",
                        "description": "IANA name such as Europe/Berlin; the server's own where it is left out"}}}
                    """));

    private final Time time;
    private final ZoneId ownZone;

    CurrentTime(Time time, ZoneId ownZone) {
        this.time = time;
        this.ownZone = ownZone;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public String source() {
        return BUILT_IN;
    }

    @Override
    public ToolPolicy defaultPolicy() {
        return ToolPolicy.ALWAYS;
    }

    @Override
    public Duration deadline() {
        return DEADLINE;
    }

    @Override
    public ToolResult run(ToolCall call) {
        String name = call.arguments().path(ZONE).asString("").strip();
        try {
            ZoneId zone = name.isEmpty() ? ownZone : ZoneId.of(name);
            return new ToolResult.Done(StringNode.valueOf(FORMAT.format(ZonedDateTime.ofInstant(time.now(), zone))));
        } catch (DateTimeException unknown) {
            return new ToolResult.Failed(
                    "There is no time zone named '" + name + "'; use an IANA name such as Europe/Berlin.");
        }
    }
}
