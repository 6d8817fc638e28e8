package dev.polylogue.llama;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The binding returns a prompt as the JVM's modified UTF-8, which garbles all characters beyond the first 65,536, emoji
 * above all. So each of them goes in as a character of the private use area that the text has not, and is put back after.
 */
final class PlainSpelling {

    private static final int FIRST = 0xE000;
    private static final int LAST = 0xF8FF;
    private static final int LOST = 0xFFFD;

    private final Map<Integer, Integer> stands = new LinkedHashMap<>();
    private final Map<Integer, Integer> meant = new LinkedHashMap<>();
    private final String plain;

    PlainSpelling(String text) {
        var free = new java.util.BitSet();
        text.codePoints().filter(point -> point >= FIRST && point <= LAST).forEach(free::set);
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(plain(point, free)));
        plain = out.toString();
    }

    private int plain(int point, java.util.BitSet taken) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return LOST;
        }
        return Character.isBmpCodePoint(point)
                ? point
                : stands.computeIfAbsent(point, _ -> {
                    int stand = taken.nextClearBit(FIRST);
                    if (stand > LAST) {
                        return LOST;
                    }
                    taken.set(stand);
                    meant.put(stand, point);
                    return stand;
                });
    }

    /** The text without such characters. */
    String plain() {
        return plain;
    }

    /** Puts them back. */
    String back(String text) {
        if (meant.isEmpty()) {
            return text;
        }
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(meant.getOrDefault(point, point)));
        return out.toString();
    }
}
