package dev.polylogue.store;

import org.jspecify.annotations.Nullable;

/** The rule of all patches: null leaves a text as it is, an empty one takes it away. */
final class Patched {

    private Patched() {}

    static @Nullable String text(@Nullable String before, @Nullable String patch) {
        if (patch == null) {
            return before;
        }
        return patch.isEmpty() ? null : patch;
    }
}
