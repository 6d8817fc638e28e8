package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Invariant 3, in each view, between the views, and between them and the reports of stops. */
final class OneEnd implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        Consumer<String> say = words -> found.accept(new Violation(Invariant.ONE_END, words));
        history.views().forEach(view -> inView(view, known, say));
        Map<GenerationId, GenerationPhase> reported = new HashMap<>();
        for (Told told : history.told()) {
            if (told instanceof Told.Stopped stopped) {
                inReport(stopped, reported, known, say);
            }
        }
    }

    private static void inView(View view, Known known, Consumer<String> say) {
        for (Sight sight : view.sights()) {
            if (sight instanceof Sight.Chunks chunks) {
                known.stream(chunks.generation())
                        .flatMap(Known.Stream::end)
                        .ifPresent(end -> againstEnd(view, chunks, end, say));
            }
        }
    }

    private static void againstEnd(View view, Sight.Chunks chunks, Known.End end, Consumer<String> say) {
        long offset = chunks.offset();
        for (String json : chunks.chunks()) {
            boolean isEnd = Known.phaseOf(json) != null;
            if (isEnd && (offset != end.offset() || !json.equals(end.json()))) {
                say.accept(view.name() + " saw " + chunks.generation() + " end with " + json + " at offset " + offset
                        + ", but it ended with " + end.json() + " at offset " + end.offset());
            } else if (offset > end.offset()) {
                say.accept(view.name() + " saw chunk " + offset + " of " + chunks.generation() + " behind its end at "
                        + end.offset() + ": " + json);
            }
            offset++;
        }
    }

    private static void inReport(
            Told.Stopped stopped, Map<GenerationId, GenerationPhase> reported, Known known, Consumer<String> say) {
        GenerationId id = stopped.generation();
        GenerationPhase before = reported.putIfAbsent(id, stopped.state());
        if (before != null && before != stopped.state()) {
            say.accept("two stops of " + id + " report the ends " + before + " and " + stopped.state());
        }
        Optional<Known.End> end = known.stream(id).flatMap(Known.Stream::end);
        if (end.isPresent() && end.get().phase() != stopped.state()) {
            say.accept("a stop of " + id + " reports " + stopped.state() + ", but followers saw "
                    + end.get().json());
        }
    }
}
