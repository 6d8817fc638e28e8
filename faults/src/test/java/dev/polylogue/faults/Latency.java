package dev.polylogue.faults;

import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.testkit.checker.Sight;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.checker.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long words take from the model server's socket to the followers of everything, in milliseconds. */
record Latency(List<Double> sorted) {

    /**
     * The words that were sent between two moments, as the followers saw them whose name begins so. They have to have
     * been there before the answers began.
     */
    static Latency of(Stage stage, List<Accepted> streaming, String name, long from, long until) {
        Map<GenerationId, long[]> sent = new HashMap<>();
        streaming.forEach(accepted ->
                sent.put(accepted.generation(), stage.call(accepted, 1).textNanos()));
        List<Double> all = new ArrayList<>();
        for (View view : stage.record().history().views()) {
            if (view.name().startsWith(name)) {
                collect(view, sent, from, until, all);
            }
        }
        return new Latency(all.stream().sorted().toList());
    }

    private static void collect(View view, Map<GenerationId, long[]> sent, long from, long until, List<Double> all) {
        Map<GenerationId, Integer> words = new HashMap<>();
        for (Sight sight : view.sights()) {
            if (sight instanceof Sight.Chunks chunks && sent.containsKey(chunks.generation())) {
                long[] moments = sent.getOrDefault(chunks.generation(), new long[0]);
                for (String json : chunks.chunks()) {
                    if (json.startsWith("{\"type\":\"text-delta\"")) {
                        int word = words.merge(chunks.generation(), 1, Integer::sum) - 1;
                        if (word < moments.length && moments[word] >= from && moments[word] < until) {
                            all.add((chunks.at() - moments[word]) / 1e6);
                        }
                    }
                }
            }
        }
    }

    double p99() {
        return at(0.99);
    }

    double median() {
        return at(0.5);
    }

    private double at(double share) {
        if (sorted.isEmpty()) {
            throw new AssertionError("no word was measured");
        }
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    @Override
    public String toString() {
        return "p50 %.1f p99 %.1f ms".formatted(median(), p99());
    }
}
