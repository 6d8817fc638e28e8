package dev.polylogue.engine.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a feed stands: everything numbered up to {@code number} has been given.
 *
 * @param epoch tells one process's numbers from another's
 */
public record FeedPosition(String epoch, long number) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,32})\\.([0-9]{1,18})");

    /** The position that {@code text} spells; empty where it spells none. */
    public static Optional<FeedPosition> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FeedPosition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + number;
    }
}
