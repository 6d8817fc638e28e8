package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.GenerationId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Invariant 6, as far as followers show it: one to which nothing was done sees no chunk much later than the first one
 * that saw it. Chunks from before it came do not count.
 */
record NobodyWaits(Duration maxLag) implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        for (View view : history.views()) {
            if (view.isUndisturbed()) {
                check(view, known, found);
            }
        }
    }

    private void check(View view, Known known, Consumer<Violation> found) {
        Map<GenerationId, Long> joined = new HashMap<>();
        long since = view.sights().isEmpty() ? 0 : view.sights().getFirst().at();
        for (Sight sight : view.sights()) {
            switch (sight) {
                case Sight.Opened opened -> joined.put(opened.generation(), opened.at());
                case Sight.Snapshot snapshot -> {
                    joined.clear();
                    since = snapshot.at();
                }
                case Sight.Chunks chunks -> {
                    long lag = lag(chunks, joined.getOrDefault(chunks.generation(), since), known);
                    if (lag > maxLag.toNanos()) {
                        found.accept(new Violation(
                                Invariant.NOBODY_WAITS,
                                view.name() + " saw a chunk of " + chunks.generation() + " " + Duration.ofNanos(lag)
                                        + " after another follower"));
                    }
                }
                case Sight.DeletionTold _ -> {}
            }
        }
    }

    private static long lag(Sight.Chunks chunks, long joined, Known known) {
        long longest = 0;
        for (int i = 0; i < chunks.chunks().size(); i++) {
            long offset = chunks.offset() + i;
            long first = known.stream(chunks.generation())
                    .map(stream -> stream.at(offset))
                    .map(Known.KnownChunk::at)
                    .orElse(chunks.at());
            if (first > joined) {
                longest = Math.max(longest, chunks.at() - first);
            }
        }
        return longest;
    }
}
