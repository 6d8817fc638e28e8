package dev.polylogue.engine.store;

import dev.polylogue.protocol.search.ExcerptPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person looks for. Whatever they type means something: what stands between white space is a term, a term of
 * several words ({@code user@example.org}) is found where these follow each other, and all terms must be there, in any
 * order. The last word may be the beginning of one, unless it is a single letter: too much begins with that. Upper case
 * and accents make no difference, other signs are ignored.
 */
public final class SearchWords {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final List<List<String>> terms;

    private SearchWords(List<List<String>> terms) {
        this.terms = List.copyOf(terms);
    }

    /** The words in what was typed. */
    public static SearchWords of(String typed) {
        List<List<String>> terms = new ArrayList<>();
        for (String term : WHITE_SPACE.split(typed, -1)) {
            List<String> words = Words.folded(term);
            if (!words.isEmpty()) {
                terms.add(words);
            }
        }
        return new SearchWords(terms);
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The terms, as typed, each as its words in lower case and without accents. */
    public List<List<String>> terms() {
        return terms;
    }

    /** Whether the last word may be the beginning of a longer one. */
    public boolean endsInBeginning() {
        String last = terms.getLast().getLast();
        return last.length() > 1 || Character.isIdeographic(last.codePointAt(0));
    }

    /** Whether {@code text} has all of them. */
    public boolean areIn(String text) {
        List<String> words = Words.folded(text);
        for (int term = 0; term < terms.size(); term++) {
            if (!isIn(words, terms.get(term), term == terms.size() - 1 && endsInBeginning())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(List<String> words, List<String> term, boolean mayGoOn) {
        for (int from = 0; from + term.size() <= words.size(); from++) {
            if (isAt(words, from, term, mayGoOn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(List<String> words, int from, List<String> term, boolean mayGoOn) {
        for (int i = 0; i < term.size(); i++) {
            boolean isBeginning = mayGoOn && i == term.size() - 1;
            String word = words.get(from + i);
            if (isBeginning ? !word.startsWith(term.get(i)) : !word.equals(term.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The place of {@code text} that has most of the words, as a line with the words marked. */
    public List<ExcerptPiece> excerpt(String text) {
        return new Excerpt(this).of(text);
    }
}
