package dev.polylogue.providers.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From text to the words that are searched for: lower case, without endings, without words that say nothing. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Set<String> EMPTY_WORDS = Set.of(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "but",
            "by",
            "can",
            "could",
            "did",
            "do",
            "does",
            "for",
            "from",
            "get",
            "give",
            "had",
            "has",
            "have",
            "how",
            "i",
            "if",
            "in",
            "into",
            "is",
            "it",
            "its",
            "me",
            "my",
            "of",
            "on",
            "or",
            "please",
            "polylogue",
            "should",
            "show",
            "so",
            "some",
            "tell",
            "that",
            "the",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "this",
            "to",
            "us",
            "was",
            "we",
            "were",
            "what",
            "when",
            "where",
            "which",
            "who",
            "why",
            "will",
            "with",
            "would",
            "you",
            "your",
            "about",
            "want",
            "need",
            "let",
            "use");

    /** What people say, and what the pages say. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("cancel", "stop"),
            Map.entry("abort", "stop"),
            Map.entry("halt", "stop"),
            Map.entry("resume", "continue"),
            Map.entry("refresh", "reload"),
            Map.entry("concurrent", "parallel"),
            Map.entry("simultaneou", "parallel"),
            Map.entry("simultaneously", "parallel"),
            Map.entry("token", "key"),
            Map.entry("password", "security"),
            Map.entry("login", "security"),
            Map.entry("shortcut", "keyboard"),
            Map.entry("database", "data"),
            Map.entry("sqlite", "data"),
            Map.entry("retry", "regenerate"),
            Map.entry("clarification", "question"),
            Map.entry("clarify", "question"),
            Map.entry("nginx", "proxy"),
            Map.entry("caddy", "proxy"),
            Map.entry("https", "tls"),
            Map.entry("rest", "api"),
            Map.entry("script", "api"));

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group();
            if (!EMPTY_WORDS.contains(word)) {
                String stem = stem(word);
                words.add(stem(SAME.getOrDefault(stem, SAME.getOrDefault(word, stem))));
            }
        }
        return words;
    }

    /** Light on purpose: plural, -ing and -ed only. */
    static String stem(String word) {
        String stem = word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            return stem.substring(0, stem.length() - 3) + "y";
        }
        if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undoubled(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undoubled(stem.substring(0, stem.length() - 2));
        }
        boolean endsInE = stem.length() > 4 && stem.endsWith("e");
        return endsInE ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean isDoubled =
                last > 1 && stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
        return isDoubled ? stem.substring(0, last) : stem;
    }
}
