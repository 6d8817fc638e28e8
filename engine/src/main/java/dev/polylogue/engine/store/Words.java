package dev.polylogue.engine.store;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, one after the other: letters, digits and the marks on them, as the full-text index of the store
 * sees them too.
 */
final class Words {

    private static final int FIRST_NOT_ASCII = 128;

    private final String text;
    private int start;
    private int end;

    Words(String text) {
        this.text = text;
    }

    /** All words of a text, without case and accents. A mark that stands alone is none. */
    static List<String> folded(String text) {
        List<String> folded = new ArrayList<>();
        var words = new Words(text);
        while (words.next()) {
            String word = words.folded();
            if (!word.isEmpty()) {
                folded.add(word);
            }
        }
        return folded;
    }

    /** Goes to the next word; false at the end. */
    boolean next() {
        start = end;
        while (start < text.length() && !isOfWord(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        end = start;
        while (end < text.length() && isOfWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end > start;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The word's first character in lower case; 0 where that takes more than a look. */
    char initial() {
        char first = text.charAt(start);
        return first < FIRST_NOT_ASCII ? Character.toLowerCase(first) : 0;
    }

    String folded() {
        String lower = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(character -> character < FIRST_NOT_ASCII)) {
            return lower;
        }
        var folded = new StringBuilder();
        Normalizer.normalize(lower, Normalizer.Form.NFD)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isOfWord(int point) {
        return Character.isLetter(point)
                || switch (Character.getType(point)) {
                    case Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER,
                            Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.PRIVATE_USE -> true;
                    default -> false;
                };
    }
}
