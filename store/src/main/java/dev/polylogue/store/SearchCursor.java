package dev.polylogue.store;

import org.jspecify.annotations.Nullable;

/** The place in what was found after which the next piece begins: the number of the last item. Opaque to clients. */
record SearchCursor(boolean isInTitles, long number) {

    /** Before everything. */
    static final SearchCursor START = new SearchCursor(true, Long.MAX_VALUE);

    String encode() {
        return (isInTitles ? "t" : "m") + number;
    }

    /** The cursor that {@code text} spells, or {@link #START} where it spells none. */
    static SearchCursor decode(@Nullable String text) {
        if (text == null || !text.matches("[tm]\\d{1,18}")) {
            return START;
        }
        return new SearchCursor(text.charAt(0) == 't', Long.parseLong(text.substring(1)));
    }
}
