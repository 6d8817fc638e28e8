package dev.polylogue.engine.tool;

import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;

/** Something that a model may call. */
public sealed interface Tool permits RunnableTool, QuestionTool {

    /** What the model is told of it. Its name is the only one of all tools that a person has. */
    ToolDefinition definition();

    /** Whose it is: {@link #BUILT_IN}, or the name of its server. */
    String source();

    /** What holds where the person has said nothing about it. */
    ToolPolicy defaultPolicy();

    /** The source of tools that come with Polylogue. */
    String BUILT_IN = "built-in";
}
