package dev.polylogue.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page that started a generation: {@code BROWSER.PAGE}, two ids of the client's making, each 1 to 64 characters of
 * {@code A-Z a-z 0-9 _ -}.
 */
public record PageId(String browser, String page) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public PageId {
        if (!isName(browser) || !isName(page)) {
            throw new MalformedIdException(browser + "." + page);
        }
    }

    /** Whether {@code text} can name a browser or a page. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The page that {@code text} spells, or {@link MalformedIdException}. */
    @JsonCreator
    public static PageId of(String text) {
        return parse(text).orElseThrow(() -> new MalformedIdException(text));
    }

    /** The page that {@code text} spells; empty where it is not {@code BROWSER.PAGE}. */
    public static Optional<PageId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isName(text.substring(0, dot)) || !isName(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new PageId(text.substring(0, dot), text.substring(dot + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return browser + "." + page;
    }
}
