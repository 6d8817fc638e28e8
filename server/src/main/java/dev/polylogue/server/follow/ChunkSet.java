package dev.polylogue.server.follow;

/** Which chunks a client of the AI SDK can read: one of another kind breaks its stream. */
public enum ChunkSet {
    /** Those of npm {@code ai} 6, which {@code ai} 7 can read too. */
    V6,

    /** Those of npm {@code ai} 7; {@link Turn} says what comes beside the others. */
    V7
}
