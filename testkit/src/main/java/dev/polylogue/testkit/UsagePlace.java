package dev.polylogue.testkit;

import java.util.Locale;

/** Where a simulated model reports its usage, when it is asked to. */
public enum UsagePlace {
    /** In a last chunk of its own, with {@code choices: []}. */
    OWN,
    /** In the chunk of the finish reason. */
    LAST,
    /** Never, whatever it is asked. */
    NEVER;

    static UsagePlace ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
