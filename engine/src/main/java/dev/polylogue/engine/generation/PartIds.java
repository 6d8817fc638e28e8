package dev.polylogue.engine.generation;

import java.util.List;
import java.util.stream.IntStream;

/** Names for the parts of one message: {@code t0}, {@code r1}, … Used by one thread at a time. */
final class PartIds {

    /** The first ones: the same object in all answers, since each token names its part. */
    private static final List<String> TEXTS = first("t");

    private static final List<String> REASONINGS = first("r");

    private int next;

    /** Begins behind the parts that are there. */
    PartIds(int parts) {
        this.next = parts;
    }

    String nextText() {
        return name(TEXTS, "t");
    }

    String nextReasoning() {
        return name(REASONINGS, "r");
    }

    String nextToolCall() {
        return "call_" + next++;
    }

    private static List<String> first(String kind) {
        return IntStream.range(0, 32).mapToObj(number -> kind + number).toList();
    }

    private String name(List<String> known, String kind) {
        int number = next++;
        return number < known.size() ? known.get(number) : kind + number;
    }
}
