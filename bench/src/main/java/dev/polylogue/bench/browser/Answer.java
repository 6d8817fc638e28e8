package dev.polylogue.bench.browser;

import dev.polylogue.testkit.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * An answer of any length with all that answers have: prose, lists, tables, code, formulas. The same page of text again
 * and again, with another number in it each time, so that nothing can be remembered; any {@link #PERIOD} tokens in a row
 * cost the same to show, wherever in the answer they are.
 */
final class Answer extends AbstractList<String> {

    private static final List<String> PAGE =
            Objects.requireNonNull(Script.script().says(page()).build().words());

    /** After so many tokens the same kinds of text come again. */
    static final int PERIOD = PAGE.size();

    private final int head;
    private final int tokens;

    /** An answer whose first {@code head} tokens come at once, as one, before {@code tokens} more. */
    Answer(int head, int tokens) {
        this.head = head;
        this.tokens = tokens;
    }

    @Override
    public String get(int index) {
        if (head == 0) {
            return token(index);
        }
        return index == 0 ? beginning() : token(head + index - 1);
    }

    @Override
    public int size() {
        return tokens + (head == 0 ? 0 : 1);
    }

    private String beginning() {
        var text = new StringBuilder();
        for (int i = 0; i < head; i++) {
            text.append(token(i));
        }
        return text.toString();
    }

    private static String token(int index) {
        // Three digits from the first page to the last, so that all pages have the same tokens.
        return PAGE.get(index % PERIOD).replace("§", Integer.toString(100 + index / PERIOD));
    }

    private static String page() {
        try (InputStream file = Objects.requireNonNull(Answer.class.getResourceAsStream("answer.md"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
