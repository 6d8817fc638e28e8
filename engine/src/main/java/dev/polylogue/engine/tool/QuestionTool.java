package dev.polylogue.engine.tool;

import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tool by which a model asks the person. It is not run: the question waits in the store, holds no thread, and its
 * answer, which may come after a restart, is the call's result.
 */
public final class QuestionTool implements Tool {

    /** Its name. */
    public static final String NAME = "ask_user";

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            NAME,
            "Ask the person you talk to, when you cannot go on without knowing something that only they know or"
                    + " decide. The answer is what they said. Ask one question at a time; give options where there are"
                    + " natural ones, or a form when you need several values.",
            JsonMapper.shared().readTree("""
                    {"type": "object", "required": ["question"], "additionalProperties": false, "properties": {
                      "question": {"type": "string", "description": "One clear question"},
                      "options": {"type": "array", "items": {"type": "string"}, "maxItems": 10,
                        "description": "Answers to choose from; the person may also write their own"},
                      "form": {"type": "object",
                        "description": "JSON schema of a flat object with string, number, integer, boolean or enum \
                    properties, where several values are needed"}}}
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
}
