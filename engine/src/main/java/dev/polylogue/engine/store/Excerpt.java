package dev.polylogue.engine.store;

import dev.polylogue.protocol.search.ExcerptPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the line of a text that shows best why it was found: the first with most of the words. It reads no further than
 * to a line that has them all, since an answer may be as long as a book.
 */
final class Excerpt {

    private static final int LENGTH = 200;
    private static final int BEFORE = 40;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final List<String> words;
    /** The word that may go on; empty for none. */
    private final String beginning;

    Excerpt(SearchWords looked) {
        words = looked.terms().stream().flatMap(List::stream).distinct().toList();
        beginning = looked.endsInBeginning() ? looked.terms().getLast().getLast() : "";
    }

    /** A word that was looked for, and where it is. */
    private record Match(int start, int end, int word) {}

    List<ExcerptPiece> of(String text) {
        List<Match> matches = bestMatches(text);
        int from = from(text, matches);
        int to = to(text, from, matches);
        List<ExcerptPiece> pieces = new ArrayList<>();
        int at = from;
        for (Match match : matches) {
            if (match.end() <= to) {
                add(pieces, lead(at, from) + text.substring(at, match.start()), false);
                add(pieces, text.substring(match.start(), match.end()), true);
                at = match.end();
            }
        }
        add(pieces, lead(at, from) + text.substring(at, to) + (to < text.length() ? "…" : ""), false);
        return pieces;
    }

    private static String lead(int at, int from) {
        return at == from && from > 0 ? "…" : "";
    }

    private static void add(List<ExcerptPiece> pieces, String text, boolean isMatch) {
        if (!text.isEmpty()) {
            pieces.add(new ExcerptPiece(WHITE_SPACE.matcher(text).replaceAll(" "), isMatch));
        }
    }

    /** The words in the first line that has most of them. */
    private List<Match> bestMatches(String text) {
        List<Match> best = List.of();
        List<Match> line = new ArrayList<>();
        var all = new Words(text);
        while (all.next() && (count(best) < words.size() || isInLine(best, all.end()))) {
            int word = wordAt(all);
            if (word >= 0) {
                line.add(new Match(all.start(), all.end(), word));
                while (!isInLine(line, all.end()) && line.size() > 1) {
                    line.removeFirst();
                }
                // The line grows by what follows in it, and gives way to one that has more of the words.
                if (count(line) > count(best) || isSameLine(line, best)) {
                    best = List.copyOf(line);
                }
            }
        }
        return best;
    }

    private static long count(List<Match> line) {
        return line.stream().mapToInt(Match::word).distinct().count();
    }

    private static boolean isInLine(List<Match> line, int end) {
        return end - line.getFirst().start() <= LENGTH - BEFORE;
    }

    private static boolean isSameLine(List<Match> line, List<Match> best) {
        return !best.isEmpty() && line.getFirst().equals(best.getFirst());
    }

    /** Which of the words it is; negative for none. */
    private int wordAt(Words at) {
        char initial = at.initial();
        String folded = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (initial != 0 && initial != word.charAt(0)) {
                continue;
            }
            if (folded == null) {
                folded = at.folded();
            }
            if (word.equals(beginning) ? folded.startsWith(word) : folded.equals(word)) {
                return i;
            }
        }
        return -1;
    }

    private static int from(String text, List<Match> matches) {
        int first = matches.isEmpty() ? 0 : matches.getFirst().start();
        int from = Math.max(0, first - BEFORE);
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < first; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    }

    private static int to(String text, int from, List<Match> matches) {
        int to = Math.min(text.length(), from + LENGTH);
        if (to == text.length()) {
            return to;
        }
        int least = matches.isEmpty() ? from : matches.getFirst().end();
        for (int i = to; i > least && i > from; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        int cut = Math.max(least, to);
        return cut < text.length() && Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut;
    }
}
