package dev.polylogue.engine.tool;

import tools.jackson.databind.JsonNode;

/** How a tool's call ended. */
public sealed interface ToolResult {

    /** It gave something. A text node is told to the model as it is, everything else as JSON. */
    record Done(JsonNode output) implements ToolResult {}

    /** It did not. {@code message} is a sentence for the person and for the model. */
    record Failed(String message) implements ToolResult {}
}
