package dev.polylogue.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place in the list after which the next piece begins: the sort key of the last item. Opaque to clients. */
record ListCursor(boolean pinned, long updatedAtNanos, String id) {

    /** Before everything: no moment is later, and pinned comes first. */
    static final ListCursor START = new ListCursor(true, Long.MAX_VALUE, "");

    private static final int FIELDS = 3;

    String encode() {
        String fields = (pinned ? "1" : "0") + " " + updatedAtNanos + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor that {@code text} spells, or {@link #START} where it spells none. */
    static ListCursor decode(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] fields =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", FIELDS);
            return fields.length == FIELDS
                    ? new ListCursor(fields[0].equals("1"), Long.parseLong(fields[1]), fields[2])
                    : START;
        } catch (IllegalArgumentException notOurs) {
            return START;
        }
    }
}
