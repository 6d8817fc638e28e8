package dev.polylogue.providers.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * An inverted index over the sections of the pages, ranked by BM25. Words of a heading count as if they were said
 * several times. Small enough to be built at the start in a few milliseconds; immutable after that.
 */
final class PageIndex {

    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.75;
    private static final int HEADING_WEIGHT = 4;
    private static final int TITLE_WEIGHT = 2;

    /** Below this, the words that were found are so common that the section says nothing about them. */
    private static final double LEAST_SCORE = 1.5;

    private final List<Document> documents = new ArrayList<>();
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final double averageLength;

    /** A section that was found. */
    record Hit(GuidePage page, GuidePage.Section section, double score) {}

    private record Document(GuidePage page, GuidePage.Section section, int length) {}

    private record Posting(int document, int count) {}

    PageIndex(List<GuidePage> pages) {
        long words = 0;
        for (GuidePage page : pages) {
            for (GuidePage.Section section : page.sections()) {
                words += add(page, section);
            }
        }
        averageLength = documents.isEmpty() ? 1 : (double) words / documents.size();
    }

    /** The best sections, best first; empty where none says something about it. */
    List<Hit> search(String query, int limit) {
        Map<Integer, Double> scores = new HashMap<>();
        for (String word : new HashSet<>(Words.of(query))) {
            List<Posting> found = postings.getOrDefault(word, List.of());
            double rarity = Math.log(1 + (documents.size() - found.size() + 0.5) / (found.size() + 0.5));
            for (Posting posting : found) {
                scores.merge(posting.document(), rarity * weight(posting), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .map(entry -> hit(entry.getKey(), entry.getValue()))
                .filter(hit -> hit.score() >= LEAST_SCORE)
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(hit -> hit.section()
                        .heading()))
                .limit(limit)
                .toList();
    }

    private Hit hit(int number, double score) {
        Document document = documents.get(number);
        return new Hit(document.page(), document.section(), score);
    }

    private double weight(Posting posting) {
        double relativeLength = documents.get(posting.document()).length() / averageLength;
        double damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relativeLength);
        return posting.count() * (SATURATION + 1) / (posting.count() + damping);
    }

    private int add(GuidePage page, GuidePage.Section section) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> words = Words.of(section.text());
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        Words.of(section.heading()).forEach(word -> counts.merge(word, HEADING_WEIGHT, Integer::sum));
        Words.of(page.title()).forEach(word -> counts.merge(word, TITLE_WEIGHT, Integer::sum));
        int number = documents.size();
        documents.add(new Document(page, section, words.size()));
        counts.forEach((word, count) ->
                postings.computeIfAbsent(word, _ -> new ArrayList<>()).add(new Posting(number, count)));
        return words.size();
    }
}
