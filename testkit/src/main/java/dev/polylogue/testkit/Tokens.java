package dev.polylogue.testkit;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words that simulated models say. Token {@code i} is numbered, so that any answer can be checked as a prefix; some
 * have characters of two and four bytes, some end a paragraph.
 */
final class Tokens {

    private static final Pattern PIECE = Pattern.compile("\\S{1,8}\\s*|\\s+");

    private Tokens() {}

    /** Token {@code i} of any text. */
    static String text(int i) {
        String word = i % 7 == 3 ? "wört" + i + "🙂" : "word" + i;
        return word + (i % 40 == 39 ? ".\n\n" : " ");
    }

    /** Token {@code i} of a text that bears {@code mark}. */
    static String marked(int i, String mark) {
        return mark + "." + text(i);
    }

    /** {@code text} in tokens: each word with the white space after it, and no more than eight characters of it. */
    static List<String> cut(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Token {@code i} of any reasoning. */
    static String reasoning(int i) {
        return "thought" + i + " ";
    }

    /** The first {@code count} tokens of text, joined. */
    static String textOf(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(text(i));
        }
        return text.toString();
    }

    /** The first {@code count} tokens of reasoning, joined. */
    static String reasoningOf(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(reasoning(i));
        }
        return text.toString();
    }

    /** The arguments of tool call {@code index}, as JSON. */
    static String argumentsOf(int index) {
        return "{\"city\":\"Zürich " + index + "\",\"quote\":\"a \\\"b\\\" c\"}";
    }

    /** The first half of {@code text} or the second. */
    static String half(String text, int half) {
        int middle = text.length() / 2;
        return half == 0 ? text.substring(0, middle) : text.substring(middle);
    }

    /** {@code text} as a JSON string. */
    static String json(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
