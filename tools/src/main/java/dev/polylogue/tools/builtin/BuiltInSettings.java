package dev.polylogue.tools.builtin;

/**
 * Which built-in tools are on.
 *
 * @param fetchUrl off unless the operator wants it: it makes the server call addresses that a model names
 */
public record BuiltInSettings(boolean askUser, boolean currentTime, boolean calculator, boolean fetchUrl) {

    /** What is on where nobody says anything. */
    public static final BuiltInSettings DEFAULT = new BuiltInSettings(true, true, true, false);
}
