package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.GenerationId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Invariant 5: no view has a gap, and all views have the same bytes at the same offset. */
final class ContiguousOffsets implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        for (View view : history.views()) {
            new Walk(
                            view,
                            known,
                            words -> found.accept(
                                    new Violation(Invariant.CONTIGUOUS_OFFSETS, view.name() + " " + words)))
                    .run();
        }
    }

    private static final class Walk {
        private final View view;
        private final Known known;
        private final Consumer<String> say;
        private final Map<GenerationId, Long> next = new HashMap<>();

        Walk(View view, Known known, Consumer<String> say) {
            this.view = view;
            this.known = known;
            this.say = say;
        }

        void run() {
            for (Sight sight : view.sights()) {
                switch (sight) {
                    case Sight.Opened opened -> open(opened);
                    case Sight.Snapshot snapshot -> begin(snapshot);
                    case Sight.Chunks chunks -> take(chunks);
                    case Sight.DeletionTold _ -> {}
                }
            }
        }

        private void open(Sight.Opened opened) {
            Long before = next.put(opened.generation(), opened.offset());
            if (before != null && before < opened.offset()) {
                say.accept("opened " + opened.generation() + " at " + opened.offset() + ", but had only " + before
                        + " chunks of it: the follower is wrong");
            }
        }

        private void begin(Sight.Snapshot snapshot) {
            next.clear();
            for (Sight.Live live : snapshot.live()) {
                next.put(live.generation(), live.offset());
                known.stream(live.generation())
                        .filter(stream -> stream.known() >= live.offset())
                        .ifPresent(stream -> against(live, stream.text(live.offset())));
            }
        }

        private void against(Sight.Live live, String text) {
            if (!text.equals(live.text())) {
                say.accept("got a snapshot of " + live.generation() + " up to " + live.offset() + " with "
                        + Words.around(live.text(), text) + ", but its chunks say "
                        + Words.around(text, live.text()));
            }
        }

        private void take(Sight.Chunks chunks) {
            long expected = next.getOrDefault(chunks.generation(), 0L);
            if (chunks.offset() > expected) {
                say.accept("got chunk " + chunks.offset() + " of " + chunks.generation() + " where " + expected
                        + " was next");
            }
            long offset = chunks.offset();
            for (String json : chunks.chunks()) {
                compare(chunks.generation(), offset, json);
                offset++;
            }
            next.put(chunks.generation(), Math.max(expected, offset));
        }

        private void compare(GenerationId id, long offset, String json) {
            known.stream(id)
                    .map(stream -> stream.at(offset))
                    .filter(chunk -> !chunk.json().equals(json))
                    .ifPresent(chunk -> say.accept("got " + json + " as chunk " + offset + " of " + id
                            + ", another follower " + chunk.json()));
        }
    }
}
