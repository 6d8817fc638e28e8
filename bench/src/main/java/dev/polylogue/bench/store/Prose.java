package dev.polylogue.bench.store;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Sentences with the frequencies of a language: few words are everywhere, most are rare. The same seed writes the same.
 */
final class Prose {

    /** The commonest English words, in their order: what people type last in a search often is one of them. */
    private static final List<String> COMMON =
            List.of(("the of and to a in is that for it as was with be by on not he but at are "
                            + "this have from or had an they which one you were all there would their we him been has when who will no more "
                            + "if out so up said what its about than into them can only other time new some could these two may first then "
                            + "do any like my now over such our me even most made after also did many off before must well back through "
                            + "years where much your way down should because long each just those people too how little good world make "
                            + "very year still see own work day get here old life between being under three never know same last another "
                            + "while us might great go come since against right came take used few house use place during high without "
                            + "again home around small however found part school thought went say general once upon every left")
                    .split(" ", -1));

    private static final String[] SYLLABLES =
            "ba be bi bo com con cor da de di do en er fa fo ga in ka la le li lo ma me mi na ne ni no "
                    .concat("or pa per po pre pro ra re ri ro sa se si so ta te ter ti to tra un va ve vi vo za")
                    .split(" ", -1);

    private static final int WORDS = 40_000;

    private final Random random;
    private final String[] words = new String[WORDS];
    private final double[] reach = new double[WORDS];

    Prose(long seed) {
        random = new Random(seed);
        var vocabulary = new Random(1);
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            words[rank] = rank < COMMON.size() ? COMMON.get(rank) : word(vocabulary);
            sum += 1 / (rank + 2.7);
            reach[rank] = sum;
        }
    }

    private static String word(Random vocabulary) {
        var word = new StringBuilder();
        for (int syllables = 2 + vocabulary.nextInt(3); syllables > 0; syllables--) {
            word.append(SYLLABLES[vocabulary.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    /** The word of that rank, 0 for the commonest. */
    String word(int rank) {
        return words[rank];
    }

    /** So many words, in sentences and paragraphs. */
    String text(int length) {
        var text = new StringBuilder();
        for (int i = 1; i <= length; i++) {
            int at = Arrays.binarySearch(reach, random.nextDouble() * reach[WORDS - 1]);
            text.append(words[Math.min(WORDS - 1, at < 0 ? -at - 1 : at)]);
            text.append(i == length ? "." : i % 90 == 0 ? ".\n\n" : i % 13 == 0 ? ". " : " ");
        }
        return text.toString();
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
