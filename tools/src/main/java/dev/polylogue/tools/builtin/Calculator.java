package dev.polylogue.tools.builtin;

import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Calculates, where models guess. */
final class Calculator implements RunnableTool {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "calculator",
            "Calculates one expression exactly, in decimals. Knows + - * / % (remainder) ^ (power) ( ), pi, e, and the"
                    + " functions sqrt, abs, min, max, round(value, places), floor, ceil, exp, ln, log (base 10), sin, cos,"
                    + " tan, asin, acos, atan (in radians).",
            JsonMapper.shared().readTree("""
                    {"type": "object", "required": ["expression"], "additionalProperties": false, "properties": {
                      "expression": {"type": "string", "description": "For example: round(1299 * 1.19, 2)"}}}
                    """));

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
        try {
            var value = new Expression(call.arguments().path("expression").asString("")).value();
            return new ToolResult.Done(StringNode.valueOf(Numbers.shown(value)));
        } catch (ArithmeticException wrong) {
            return new ToolResult.Failed(String.valueOf(wrong.getMessage()));
        }
    }
}
