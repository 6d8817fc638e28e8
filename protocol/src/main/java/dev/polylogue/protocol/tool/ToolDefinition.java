package dev.polylogue.protocol.tool;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A tool as a model is told of it.
 *
 * @param name at most 64 letters, digits, underscores and dashes, which is what all dialects take
 * @param inputSchema JSON schema of its arguments, an object
 */
public record ToolDefinition(String name, String description, JsonNode inputSchema) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public ToolDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a tool: " + name);
        }
    }
}
