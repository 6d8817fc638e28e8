package dev.polylogue.engine.tool;

/** Who decides whether a tool is run. */
public enum ToolPolicy {

    /** The person, each time. */
    ASK,

    /** Nobody: it is run. */
    ALWAYS,

    /** Nobody: the model is not told of it. */
    NEVER
}
