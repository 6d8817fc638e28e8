package dev.polylogue.engine.log;

/** How soon a follower should look again. The order of the constants is the order of urgency. */
public enum Wake {
    /** Nothing came. */
    NOTHING,
    /** Something came that may wait for the end of a window. */
    SOON,
    /** A first token, the end of a step, an end, a question or a change of the list: to be written at once. */
    NOW
}
